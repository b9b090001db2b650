"""Which kind of message carries which field: the closed table over everything that Telegram can send."""

from __future__ import annotations

from collections.abc import Mapping

from bot.core.model.kinds import Kind
from bot.telegram.fields import Raw, maybe_part

# The first field that a message has decides, so the order matters: a GIF also carries `document`, a venue `location`.
CONTENT: Mapping[str, Kind] = {
    "animation": Kind.GIF,
    "photo": Kind.PHOTO,
    "live_photo": Kind.PHOTO,
    "video": Kind.VIDEO,
    "video_note": Kind.VIDEO_NOTE,
    "voice": Kind.VOICE,
    "audio": Kind.AUDIO,
    "sticker": Kind.STICKER,
    "document": Kind.DOCUMENT,
    "contact": Kind.CONTACT,
    "venue": Kind.VENUE,
    "location": Kind.LOCATION,  # or LIVE_LOCATION, by its `live_period`
    "poll": Kind.POLL,
    "dice": Kind.DICE,
    "story": Kind.STORY,
    "game": Kind.GAME,
    "invoice": Kind.INVOICE,
    "paid_media": Kind.PAID_MEDIA,
    "giveaway": Kind.GIVEAWAY,
    "giveaway_winners": Kind.GIVEAWAY,
    "checklist": Kind.CHECKLIST,
    "text": Kind.TEXT,
}

SERVICE = frozenset(
    {
        "boost_added",
        "channel_chat_created",
        "chat_background_set",
        "chat_owner_changed",
        "chat_owner_left",
        "chat_shared",
        "checklist_tasks_added",
        "checklist_tasks_done",
        "connected_website",
        "delete_chat_photo",
        "direct_message_price_changed",
        "forum_topic_closed",
        "forum_topic_created",
        "forum_topic_edited",
        "forum_topic_reopened",
        "general_forum_topic_hidden",
        "general_forum_topic_unhidden",
        "gift",
        "gift_upgrade_sent",
        "giveaway_completed",
        "giveaway_created",
        "group_chat_created",
        "left_chat_member",
        "managed_bot_created",
        "message_auto_delete_timer_changed",
        "migrate_from_chat_id",
        "migrate_to_chat_id",
        "new_chat_member",  # what the Bot API sent before 2016, and some emulators still do
        "new_chat_members",
        "new_chat_participant",
        "new_chat_photo",
        "new_chat_title",
        "paid_message_price_changed",
        "passport_data",
        "pinned_message",
        "poll_option_added",
        "poll_option_deleted",
        "proximity_alert_triggered",
        "refunded_payment",
        "successful_payment",
        "suggested_post_approval_failed",
        "suggested_post_approved",
        "suggested_post_declined",
        "suggested_post_paid",
        "suggested_post_refunded",
        "supergroup_chat_created",
        "unique_gift",
        "users_shared",
        "video_chat_ended",
        "video_chat_participants_invited",
        "video_chat_scheduled",
        "video_chat_started",
        "web_app_data",
        "write_access_allowed",
    }
)


def kind_of(message: Raw) -> Kind:
    """The kind of a raw message; UNKNOWN where it is younger than this program."""
    for field, kind in CONTENT.items():
        if message.get(field) is not None:
            return Kind.LIVE_LOCATION if kind is Kind.LOCATION and _moves(message) else kind
    return Kind.UNKNOWN if SERVICE.isdisjoint(message) else Kind.SERVICE


def _moves(message: Raw) -> bool:
    return bool((maybe_part(message, "location") or {}).get("live_period"))
