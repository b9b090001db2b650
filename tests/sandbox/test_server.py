"""The rules of Telegram that the sandbox keeps."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.sandbox.clock import VirtualClock
from bot.sandbox.comings import NotAllowed
from bot.sandbox.contents import KINDS
from bot.sandbox.errors import ApiError
from bot.sandbox.server import SandboxTelegram

ANA, MEMO, ROSA, STRANGER = 2001, 2004, 1001, 9009
GROUP = -1001234567890


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock(datetime(2019, 1, 13, 2, 50, tzinfo=UTC))


@pytest.fixture
def telegram(clock: VirtualClock) -> SandboxTelegram:
    telegram = SandboxTelegram(clock)
    telegram.add_person(ANA, "Ana", "ana_l")
    telegram.add_person(MEMO, "Memo")
    telegram.add_person(ROSA, "Rosa", started=True)
    telegram.add_group(GROUP, "Vecinos", administrators=[ROSA])
    return telegram


def refusal(telegram: SandboxTelegram, method: str, **params: Any) -> ApiError:
    """Ask for something that Telegram refuses; what it says."""
    with pytest.raises(ApiError) as caught:
        telegram.call(method, params)
    return caught.value


def kinds(telegram: SandboxTelegram) -> list[str]:
    """What the waiting updates are."""
    return [next(key for key in update if key != "update_id") for update in telegram.updates.waiting]


# --- updates ----------------------------------------------------------------------------------------


def test_updates_come_again_until_a_higher_offset_confirms_them(telegram: SandboxTelegram) -> None:
    telegram.say(ANA, GROUP, "uno")
    telegram.say(ANA, GROUP, "dos")
    first, second = telegram.call("getUpdates", {})
    assert telegram.call("getUpdates", {}) == [first, second]
    assert telegram.call("getUpdates", {"offset": first["update_id"] + 1}) == [second]
    assert telegram.call("getUpdates", {"offset": second["update_id"] + 1}) == []


def test_a_limit_keeps_the_oldest_and_a_negative_offset_the_newest(telegram: SandboxTelegram) -> None:
    for number in range(5):
        telegram.say(ANA, GROUP, str(number))
    assert [u["message"]["text"] for u in telegram.call("getUpdates", {"limit": "2"})] == ["0", "1"]
    assert [u["message"]["text"] for u in telegram.call("getUpdates", {"offset": -1})] == ["4"]
    assert len(telegram.updates.waiting) == 1


def test_confirmed_updates_can_be_delivered_again_with_the_same_ids(telegram: SandboxTelegram) -> None:
    telegram.say(ANA, GROUP, "uno")
    before = telegram.call("getUpdates", {})
    telegram.call("getUpdates", {"offset": before[0]["update_id"] + 1})
    telegram.redeliver()
    assert telegram.call("getUpdates", {}) == before


def test_members_and_reactions_are_told_only_when_they_are_named(telegram: SandboxTelegram) -> None:
    telegram.add_person(STRANGER, "Nadie")
    telegram.join(STRANGER, GROUP, announced=False)
    telegram.react(ANA, GROUP, 1, "👍")
    assert kinds(telegram) == []
    telegram.call("getUpdates", {"allowed_updates": '["chat_member", "message_reaction"]'})
    telegram.leave(STRANGER, GROUP)
    telegram.react(ANA, GROUP, 1, "👍")
    assert kinds(telegram) == ["chat_member", "message_reaction"]


def test_kinds_that_are_not_named_are_not_kept(telegram: SandboxTelegram) -> None:
    telegram.call("getUpdates", {"allowed_updates": ["callback_query"]})
    telegram.say(ANA, GROUP, "hola")
    telegram.call("getUpdates", {"allowed_updates": []})
    telegram.say(ANA, GROUP, "hola otra vez")
    assert [u["message"]["text"] for u in telegram.updates.waiting] == ["hola otra vez"]


def test_polling_and_a_webhook_exclude_each_other(telegram: SandboxTelegram) -> None:
    assert refusal(telegram, "setWebhook", url="http://example.org/hook").code == 400
    telegram.call("setWebhook", {"url": "https://example.org/hook"})
    assert refusal(telegram, "getUpdates").code == 409
    telegram.call("deleteWebhook", {})
    assert telegram.call("getUpdates", {}) == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_message_becomes_an_update(telegram: SandboxTelegram, kind: str) -> None:
    telegram.say(ANA, GROUP, "hola", kind=kind)
    raw = telegram.call("getUpdates", {})[0]["message"]
    field = {"gif": "animation", "live_location": "location", "unknown": "hologram"}.get(kind, kind)
    assert field in raw
    assert raw["from"]["id"] == ANA


# --- who sees what ----------------------------------------------------------------------------------


def test_in_privacy_mode_a_mere_member_hears_commands_and_replies_to_itself_only(telegram: SandboxTelegram) -> None:
    telegram.demote(telegram.me, GROUP, by=ROSA)
    mine = telegram.call("sendMessage", {"chat_id": GROUP, "text": "hola"})
    telegram.updates.clear()
    telegram.say(ANA, GROUP, "buenas noches")
    telegram.say(ANA, GROUP, "/ayuda@otro_bot")
    assert kinds(telegram) == []
    telegram.say(ANA, GROUP, "/ayuda")
    telegram.say(ANA, GROUP, "gracias", reply_to=mine["message_id"])
    telegram.service(GROUP, ANA, {"new_chat_title": "Otro"})
    assert len(telegram.updates.waiting) == 3


def test_with_privacy_mode_off_a_member_hears_everything(clock: VirtualClock) -> None:
    telegram = SandboxTelegram(clock, reads_all=True)
    telegram.add_person(ANA, "Ana")
    telegram.add_group(GROUP, "Vecinos", bot="member")
    telegram.say(ANA, GROUP, "buenas noches")
    assert kinds(telegram) == ["message"]
    assert telegram.call("getMe", {})["can_read_all_group_messages"] is True


def test_the_bot_hears_neither_itself_nor_other_bots(telegram: SandboxTelegram) -> None:
    other = telegram.add_person(3001, "OtroBot", "otro_bot", is_bot=True)
    telegram.join(other, GROUP, announced=False)
    telegram.say(other, GROUP, "spam")
    telegram.call("sendMessage", {"chat_id": GROUP, "text": "hola"})
    assert kinds(telegram) == []


# --- writing ----------------------------------------------------------------------------------------


def test_who_never_pressed_start_cannot_be_written_to(telegram: SandboxTelegram) -> None:
    error = refusal(telegram, "sendMessage", chat_id=ANA, text="hola")
    assert (error.code, error.description) == (403, "Forbidden: bot can't initiate conversation with a user")
    telegram.start_bot(ANA)
    assert telegram.call("sendMessage", {"chat_id": ANA, "text": "hola"})["chat"]["id"] == ANA
    telegram.block_bot(ANA)
    error = refusal(telegram, "sendMessage", chat_id=ANA, text="hola")
    assert error.description == "Forbidden: bot was blocked by the user"
    assert kinds(telegram)[-1] == "my_chat_member"
    telegram.person(ROSA).deactivated = True
    assert refusal(telegram, "sendMessage", chat_id=ROSA, text="hola").description == "Forbidden: user is deactivated"
    assert refusal(telegram, "sendMessage", chat_id=STRANGER, text="hola").description == "Bad Request: chat not found"


def test_a_bot_that_was_thrown_out_or_left_cannot_write(telegram: SandboxTelegram) -> None:
    telegram.leave(telegram.me, GROUP, by=ROSA)
    error = refusal(telegram, "sendMessage", chat_id=GROUP, text="hola")
    assert error.description == "Forbidden: bot was kicked from the supergroup chat"
    telegram.join(telegram.me, GROUP, by=ROSA)
    telegram.call("leaveChat", {"chat_id": GROUP})
    error = refusal(telegram, "sendMessage", chat_id=GROUP, text="hola")
    assert error.description == "Forbidden: bot is not a member of the supergroup chat"


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"text": "  \n "}, "message text is empty"),
        ({"text": "a" * 4097}, "message is too long"),
        ({"text": "😂" * 2049}, "message is too long"),
        ({"text": "<b>hola", "parse_mode": "HTML"}, 'Can\'t find end tag corresponding to start tag "b"'),
        ({"text": "<p>hola</p>", "parse_mode": "HTML"}, 'Unsupported start tag "p" at byte offset 0'),
        ({"text": "2 < 3", "parse_mode": "HTML"}, "can't parse entities"),
        ({"text": "hola", "reply_parameters": '{"message_id": 99}'}, "message to be replied not found"),
        ({"text": "hola", "message_thread_id": 7}, "message thread not found"),
        ({"text": "hola", "reply_markup": "{"}, "can't parse reply markup JSON object"),
        ({"chat_id": "x", "text": "hola"}, "chat_id must be a number"),
    ],
)
def test_what_telegram_would_not_send_is_refused(telegram: SandboxTelegram, params: dict[str, Any], words: str) -> None:
    error = refusal(telegram, "sendMessage", **({"chat_id": GROUP} | params))
    assert error.code == 400
    assert words in error.description


@pytest.mark.parametrize("data", ["", "x" * 65, "ñ" * 33])
def test_a_button_carries_1_to_64_bytes(telegram: SandboxTelegram, data: str) -> None:
    markup = json.dumps({"inline_keyboard": [[{"text": "sí", "callback_data": data}]]})
    error = refusal(telegram, "sendMessage", chat_id=GROUP, text="¿?", reply_markup=markup)
    assert error.description == "Bad Request: BUTTON_DATA_INVALID"


def test_a_text_may_have_4096_characters_and_a_caption_1024(telegram: SandboxTelegram) -> None:
    telegram.call("sendMessage", {"chat_id": GROUP, "text": "a" * 4096})
    telegram.call("sendPhoto", {"chat_id": GROUP, "photo": b"jpeg", "caption": "a" * 1024})
    error = refusal(telegram, "sendPhoto", chat_id=GROUP, photo=b"jpeg", caption="a" * 1025)
    assert error.description == "Bad Request: message caption is too long"


def test_html_is_shown_without_its_tags(telegram: SandboxTelegram) -> None:
    sent = telegram.call("sendMessage", {"chat_id": GROUP, "text": "😂 <b>Robo</b> &lt;ya&gt;", "parse_mode": "HTML"})
    assert sent["text"] == "😂 Robo <ya>"
    assert sent["entities"] == [{"type": "bold", "offset": 3, "length": 4}]


def test_a_reply_to_a_missing_message_goes_out_if_that_is_allowed(telegram: SandboxTelegram) -> None:
    reply = json.dumps({"message_id": 99, "allow_sending_without_reply": True})
    sent = telegram.call("sendMessage", {"chat_id": GROUP, "text": "hola", "reply_parameters": reply})
    assert "reply_to_message" not in sent


def test_a_file_is_sent_again_by_its_id_even_when_its_message_is_gone(telegram: SandboxTelegram) -> None:
    voice = telegram.say(ANA, GROUP, kind="voice", data=b"ogg")
    file_id = voice.raw["voice"]["file_id"]
    telegram.call("deleteMessage", {"chat_id": GROUP, "message_id": voice.id})
    sent = telegram.call("sendVoice", {"chat_id": ROSA, "voice": file_id})
    assert sent["voice"]["file_id"] == file_id
    assert telegram.fetch(telegram.call("getFile", {"file_id": file_id})["file_path"]) == b"ogg"
    assert refusal(telegram, "sendPhoto", chat_id=ROSA, photo=file_id).description.endswith("type of file mismatch")
    assert refusal(telegram, "sendVoice", chat_id=ROSA, voice="nada").code == 400
    error = refusal(telegram, "forwardMessage", chat_id=ROSA, from_chat_id=GROUP, message_id=voice.id)
    assert error.description == "Bad Request: message to forward not found"


def test_copying_hides_the_author_and_forwarding_names_them(telegram: SandboxTelegram) -> None:
    said = telegram.say(ANA, GROUP, "lo vi todo", kind="photo")
    target = {"chat_id": ROSA, "from_chat_id": GROUP, "message_id": said.id}
    copied = telegram.message(ROSA, telegram.call("copyMessage", target)["message_id"])
    assert copied.text == "lo vi todo"
    assert "forward_origin" not in copied.raw
    assert telegram.call("forwardMessage", target)["forward_origin"]["sender_user"]["id"] == ANA


def test_an_album_has_2_to_10_parts_with_one_name(telegram: SandboxTelegram) -> None:
    files = [telegram.say(ANA, GROUP, kind="photo").raw["photo"][-1]["file_id"] for _ in range(2)]
    media = json.dumps([{"type": "photo", "media": file_id, "caption": "c"} for file_id in files])
    sent = telegram.call("sendMediaGroup", {"chat_id": ROSA, "media": media})
    assert len({part["media_group_id"] for part in sent}) == 1
    assert refusal(telegram, "sendMediaGroup", chat_id=ROSA, media="[]").code == 400


def test_an_unknown_method_is_not_found(telegram: SandboxTelegram) -> None:
    assert refusal(telegram, "sendHologram").code == 404


# --- editing and deleting ---------------------------------------------------------------------------


def test_an_edit_without_buttons_removes_them_and_one_that_changes_nothing_is_refused(
    telegram: SandboxTelegram,
) -> None:
    markup = {"inline_keyboard": [[{"text": "sí", "callback_data": "y"}]]}
    sent = telegram.call("sendMessage", {"chat_id": GROUP, "text": "uno", "reply_markup": markup})
    where = {"chat_id": GROUP, "message_id": sent["message_id"]}
    error = refusal(telegram, "editMessageText", **where, text="uno", reply_markup=markup)
    assert error.description.startswith("Bad Request: message is not modified")
    assert "reply_markup" not in telegram.call("editMessageText", where | {"text": "uno"})
    telegram.call("editMessageText", where | {"text": "dos"})
    assert [text for _, text in telegram.message(GROUP, sent["message_id"]).versions] == ["uno", "dos"]


def test_only_ones_own_messages_are_edited_and_only_what_they_have(telegram: SandboxTelegram) -> None:
    said = telegram.say(ANA, GROUP, "hola")
    photo = telegram.call("sendPhoto", {"chat_id": GROUP, "photo": b"jpeg"})
    text = telegram.call("sendMessage", {"chat_id": GROUP, "text": "hola"})

    def words(method: str, message_id: int) -> str:
        return refusal(telegram, method, chat_id=GROUP, message_id=message_id, text="x", caption="x").description

    assert words("editMessageText", said.id) == "Bad Request: message can't be edited"
    assert words("editMessageText", photo["message_id"]) == "Bad Request: there is no text in the message to edit"
    assert words("editMessageCaption", text["message_id"]) == "Bad Request: there is no caption in the message to edit"
    assert words("editMessageText", 999) == "Bad Request: message to edit not found"


def test_deleting_needs_the_right_and_happens_once(telegram: SandboxTelegram) -> None:
    said = telegram.say(MEMO, GROUP, "meme")
    where = {"chat_id": GROUP, "message_id": said.id}
    telegram.promote(telegram.me, GROUP, by=ROSA, rights=["can_restrict_members"])
    assert refusal(telegram, "deleteMessage", **where).description == "Bad Request: message can't be deleted"
    telegram.promote(telegram.me, GROUP, by=ROSA, rights=["can_delete_messages"])
    assert telegram.call("deleteMessage", where) is True
    assert refusal(telegram, "deleteMessage", **where).description == "Bad Request: message to delete not found"


def test_messages_older_than_48_hours_stay(telegram: SandboxTelegram, clock: VirtualClock) -> None:
    said = telegram.say(MEMO, GROUP, "meme")
    clock.advance(timedelta(hours=48, seconds=1))
    error = refusal(telegram, "deleteMessage", chat_id=GROUP, message_id=said.id)
    assert error.description == "Bad Request: message can't be deleted"


def test_several_are_deleted_at_once_and_missing_ones_skipped(telegram: SandboxTelegram) -> None:
    ids = [telegram.say(MEMO, GROUP, "meme").id for _ in range(3)]
    assert telegram.call("deleteMessages", {"chat_id": GROUP, "message_ids": json.dumps([*ids, 999])}) is True
    assert not any(telegram.message(GROUP, message_id).stands for message_id in ids)
    assert refusal(telegram, "deleteMessages", chat_id=GROUP, message_ids="[]").code == 400


# --- members ----------------------------------------------------------------------------------------


def test_a_muted_member_may_write_again_when_the_time_has_come(telegram: SandboxTelegram, clock: VirtualClock) -> None:
    until = int((clock() + timedelta(hours=1)).timestamp())
    mute = {"chat_id": GROUP, "user_id": MEMO, "permissions": '{"can_send_messages": false}', "until_date": until}
    telegram.call("restrictChatMember", mute)
    with pytest.raises(NotAllowed):
        telegram.say(MEMO, GROUP, "otra vez")
    clock.advance(timedelta(hours=1))
    telegram.say(MEMO, GROUP, "otra vez")
    assert telegram.call("getChatMember", {"chat_id": GROUP, "user_id": MEMO})["status"] == "member"


def test_a_restriction_is_lifted_by_giving_all_permissions(telegram: SandboxTelegram) -> None:
    who = {"chat_id": GROUP, "user_id": MEMO}
    telegram.call("restrictChatMember", who | {"permissions": {}})
    assert telegram.call("getChatMember", who)["status"] == "restricted"
    everything = {"can_send_other_messages": True, "can_add_web_page_previews": True, "can_send_polls": True}
    telegram.call("restrictChatMember", who | {"permissions": everything})
    assert telegram.call("getChatMember", who)["status"] == "member"


def test_acting_against_members_needs_the_right_and_spares_administrators(telegram: SandboxTelegram) -> None:
    error = refusal(telegram, "banChatMember", chat_id=GROUP, user_id=ROSA)
    assert error.description == "Bad Request: user is an administrator of the chat"
    assert refusal(telegram, "banChatMember", chat_id=GROUP, user_id=telegram.me.id).code == 400
    telegram.promote(telegram.me, GROUP, by=ROSA, rights=["can_delete_messages"])
    error = refusal(telegram, "banChatMember", chat_id=GROUP, user_id=MEMO)
    assert error.description == "Bad Request: not enough rights to restrict/unrestrict chat member"


def test_a_basic_group_knows_no_restrictions_but_bans(telegram: SandboxTelegram) -> None:
    telegram.add_group(-500, "Grupo", kind="group", members=[ANA, MEMO])
    error = refusal(telegram, "restrictChatMember", chat_id=-500, user_id=MEMO, permissions={})
    assert error.description == "Bad Request: method is available only for supergroups"
    telegram.call("banChatMember", {"chat_id": -500, "user_id": MEMO})
    with pytest.raises(NotAllowed):
        telegram.say(MEMO, -500, "hola")


def test_administrators_are_listed_without_other_bots(telegram: SandboxTelegram) -> None:
    other = telegram.add_person(3001, "OtroBot", "otro_bot", is_bot=True)
    telegram.promote(other, GROUP)
    found = {member["user"]["id"] for member in telegram.call("getChatAdministrators", {"chat_id": GROUP})}
    assert found == {ROSA, telegram.me.id}


# --- buttons ----------------------------------------------------------------------------------------


def test_a_pressed_button_is_answered_once_and_soon(telegram: SandboxTelegram, clock: VirtualClock) -> None:
    markup = {"inline_keyboard": [[{"text": "Enterado ✅", "callback_data": "r:1:ack"}]]}
    sent = telegram.call("sendMessage", {"chat_id": GROUP, "text": "¿?", "reply_markup": markup})
    tap = telegram.press(ANA, GROUP, sent["message_id"], "enterado")
    query = telegram.updates.waiting[-1]["callback_query"]
    assert (query["data"], query["from"]["id"], query["message"]["message_id"]) == ("r:1:ack", ANA, sent["message_id"])
    telegram.call("answerCallbackQuery", {"callback_query_id": tap.id, "text": "Gracias"})
    assert tap.answer == "Gracias"
    assert "query is too old" in refusal(telegram, "answerCallbackQuery", callback_query_id=tap.id).description
    late = telegram.press(ANA, GROUP, sent["message_id"], "r:1:ack")
    clock.advance(timedelta(minutes=2))
    assert "query is too old" in refusal(telegram, "answerCallbackQuery", callback_query_id=late.id).description


def test_a_button_that_is_not_there_cannot_be_pressed_but_its_data_can_be_forged(telegram: SandboxTelegram) -> None:
    sent = telegram.call("sendMessage", {"chat_id": GROUP, "text": "hola"})
    with pytest.raises(LookupError, match="no button"):
        telegram.press(ANA, GROUP, sent["message_id"], "Expulsar")
    telegram.forge_tap(ANA, "x:1:2:3:yes", GROUP, sent["message_id"])
    telegram.forge_tap(ANA, "x", GROUP, 999)
    first, second = telegram.updates.waiting[-2:]
    assert first["callback_query"]["data"] == "x:1:2:3:yes"
    assert second["callback_query"]["message"]["date"] == 0, "a message that the bot cannot reach any more"


# --- kinds of groups --------------------------------------------------------------------------------


def test_a_migrated_group_says_where_it_went(telegram: SandboxTelegram) -> None:
    telegram.add_group(-500, "Grupo", kind="group")
    telegram.migrate(-500, -100500)
    error = refusal(telegram, "sendMessage", chat_id=-500, text="hola")
    assert error.description == "Bad Request: group chat was upgraded to a supergroup chat"
    assert error.parameters == {"migrate_to_chat_id": -100500}
    old, new = [update["message"] for update in telegram.updates.waiting]
    assert (old["chat"]["id"], old["migrate_to_chat_id"]) == (-500, -100500)
    assert (new["chat"]["id"], new["migrate_from_chat_id"]) == (-100500, -500)
    assert telegram.call("sendMessage", {"chat_id": -100500, "text": "hola"})["chat"]["type"] == "supergroup"


def test_a_forum_has_topics_and_general_has_no_number(telegram: SandboxTelegram) -> None:
    telegram.add_group(-1002, "Foro", forum=True)
    topic = telegram.add_topic(-1002, "Avisos", by=ROSA)
    said = telegram.say(ANA, -1002, "en el tema", thread=topic)
    assert said.raw["is_topic_message"] is True
    assert said.raw["reply_to_message"]["message_id"] == topic, "as Telegram has it for every message of a topic"
    assert "message_thread_id" not in telegram.say(ANA, -1002, "en General").raw
    sent = telegram.call("sendMessage", {"chat_id": -1002, "text": "hola", "message_thread_id": topic})
    assert sent["message_thread_id"] == topic
    for missing in (1, 999):
        error = refusal(telegram, "sendMessage", chat_id=-1002, text="hola", message_thread_id=missing)
        assert error.description == "Bad Request: message thread not found"


def test_a_reply_in_a_supergroup_without_topics_carries_a_thread_number_that_is_no_topic(
    telegram: SandboxTelegram,
) -> None:
    said = telegram.say(ANA, GROUP, "uno")
    reply = telegram.say(MEMO, GROUP, "dos", reply_to=said.id)
    assert reply.raw["message_thread_id"] == said.id
    assert "is_topic_message" not in reply.raw


def test_an_anonymous_administrator_writes_in_the_groups_name(telegram: SandboxTelegram) -> None:
    raw = telegram.say(ROSA, GROUP, "aviso", as_group=True).raw
    assert raw["sender_chat"]["id"] == GROUP
    assert raw["from"]["username"] == "GroupAnonymousBot"
    assert kinds(telegram) == ["message"]


# --- limits -----------------------------------------------------------------------------------------


def test_who_writes_too_fast_is_told_to_wait(clock: VirtualClock) -> None:
    telegram = SandboxTelegram(clock, flood_limits=True)
    telegram.add_person(ROSA, "Rosa", started=True)
    telegram.add_group(GROUP, "Vecinos")
    telegram.call("sendMessage", {"chat_id": ROSA, "text": "uno"})
    error = refusal(telegram, "sendMessage", chat_id=ROSA, text="dos")
    assert (error.code, error.parameters) == (429, {"retry_after": 1})
    for _ in range(20):
        telegram.call("sendMessage", {"chat_id": GROUP, "text": "x"})
        clock.advance(timedelta(seconds=1))
    assert refusal(telegram, "sendMessage", chat_id=GROUP, text="x").parameters == {"retry_after": 40}


def test_a_bot_that_must_wait_has_sent_nothing(clock: VirtualClock) -> None:
    telegram = SandboxTelegram(clock, flood_limits=True)
    telegram.add_person(ROSA, "Rosa", started=True)
    telegram.call("sendMessage", {"chat_id": ROSA, "text": "uno"})
    refusal(telegram, "sendMessage", chat_id=ROSA, text="dos")
    assert [message.text for message in telegram.chat(ROSA).messages.values()] == ["uno"]
