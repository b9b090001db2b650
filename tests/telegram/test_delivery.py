from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.core.model.incoming import Attachment
from bot.core.model.kinds import Kind
from bot.core.outgoing import (
    Action,
    AnswerTap,
    Button,
    Expel,
    Later,
    Moved,
    Mute,
    Outcome,
    Priority,
    Purpose,
    Refused,
    Remove,
    Say,
    Sent,
    Unmute,
    Waiting,
)
from bot.telegram.client import make_bot
from bot.telegram.delivery import deliver
from bot.telegram.marks import Marks
from tests.telegram.bot_api_stub import TOKEN, BotApiStub, Dropped, Raw
from tests.telegram.bot_api_stub import Refused as ApiRefusal
from tests.telegram.samples import GROUP, message

NOW = datetime(2026, 11, 21, 22, 41, tzinfo=UTC)
ACK = ((Button("enterado", "r:17:ack"),),)
KEYBOARD = {"inline_keyboard": [[{"text": "enterado", "callback_data": "r:17:ack"}]]}


def a_row(action: Action, *, priority: Priority = Priority.ANSWER, **more: Any) -> Waiting:
    fields: dict[str, Any] = {"purpose": Purpose.LINE, "created_at": NOW} | more
    return Waiting(key="k", action=action, priority=priority, revision=1, **fields)


class Api:
    """Remembers the calls and answers them; ``refuse`` names methods and the error each gives, once or for ever."""

    def __init__(self, **refuse: Exception | list[Exception]) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self._refuse = {name: [*given] if isinstance(given, list) else given for name, given in refuse.items()}

    def __call__(self, method: str, params: dict[str, Any]) -> Any:
        self.calls.append((method, params))
        given = self._refuse.get(method)
        if isinstance(given, list):
            if given:
                raise given.pop(0)
        elif given is not None:
            raise given
        return message(message_id=99) if method.startswith(("send", "editMessage")) else True

    async def deliver(self, row: Waiting, mark: str = "") -> Outcome:
        return await deliver(make_bot(TOKEN, call=self), row, now=NOW, marks=Marks(mark))

    @property
    def methods(self) -> list[str]:
        return [method for method, _ in self.calls]


def bad(description: str) -> ApiRefusal:
    return ApiRefusal(400, f"Bad Request: {description}")


async def test_a_message_goes_as_plain_text_with_its_buttons_thread_and_reply() -> None:
    api = Api()
    say = Say(chat_id=GROUP, text="<b>*_'; --", buttons=ACK, reply_to=7, thread_id=55, silent=True)
    assert await api.deliver(a_row(say)) == Sent(99)
    assert api.calls == [
        (
            "sendMessage",
            {
                "chat_id": GROUP,
                "text": "<b>*_'; --",
                "reply_markup": KEYBOARD,
                "reply_parameters": {"message_id": 7, "allow_sending_without_reply": True},
                "message_thread_id": 55,
                "disable_notification": True,
                "link_preview_options": {"is_disabled": True},
            },
        )
    ]


@pytest.mark.parametrize(
    ("kind", "method", "field"),
    [
        (Kind.VIDEO, "sendVideo", "video"),
        (Kind.VOICE, "sendVoice", "voice"),
        (Kind.AUDIO, "sendAudio", "audio"),
        (Kind.GIF, "sendAnimation", "animation"),
        (Kind.DOCUMENT, "sendDocument", "document"),
    ],
)
async def test_an_attachment_goes_by_its_id_with_the_text_as_caption(kind: Kind, method: str, field: str) -> None:
    api = Api()
    say = Say(chat_id=5001, text="su voz", attachment=Attachment(kind, "file-1"), buttons=ACK)
    assert await api.deliver(a_row(say)) == Sent(99)
    [(called, params)] = api.calls
    assert called == method
    assert (params[field], params["caption"], params["reply_markup"]) == ("file-1", "su voz", KEYBOARD)


@pytest.mark.parametrize(("kind", "method"), [(Kind.STICKER, "sendSticker"), (Kind.VIDEO_NOTE, "sendVideoNote")])
async def test_words_beside_what_takes_no_caption_follow_it(kind: Kind, method: str) -> None:
    api = Api()
    await api.deliver(a_row(Say(chat_id=1, text="su sticker", attachment=Attachment(kind, "f"), buttons=ACK)))
    assert api.methods == [method, "sendMessage"]
    assert api.calls[1][1]["reply_markup"] == KEYBOARD
    api = Api()
    await api.deliver(a_row(Say(chat_id=1, text="", attachment=Attachment(kind, "f"))))
    assert api.methods == [method]


@pytest.mark.parametrize("attachment", [None, Attachment(Kind.PHOTO, "f")])
@pytest.mark.parametrize("message_id", [None, 99])
async def test_what_arrived_is_not_sent_again_because_something_in_the_answer_is_new_to_us(
    attachment: Attachment | None, message_id: int | None
) -> None:
    calls: list[str] = []

    def call(method: str, params: dict[str, Any]) -> Any:
        calls.append(method)
        replied = message(message_id=7, entities="of a new kind", photo={"layers": 3}, forward_origin={"type": 5})
        return message(message_id=99, reply_to_message=replied, reply_markup=["?"], chat={"id": GROUP, "type": None})

    row = a_row(Say(chat_id=GROUP, text="x", attachment=attachment, reply_to=7), message_id=message_id)
    assert await deliver(make_bot(TOKEN, call=call), row, now=NOW) == Sent(99)
    assert len(calls) == 1


async def test_texts_are_cut_to_what_telegram_takes() -> None:
    api = Api()
    await api.deliver(a_row(Say(chat_id=1, text="🔥" * 4096)))
    await api.deliver(a_row(Say(chat_id=1, text="x" * 4096, attachment=Attachment(Kind.VIDEO, "f"))))
    assert len(api.calls[0][1]["text"].encode("utf-16-le")) // 2 <= 4096
    assert len(api.calls[1][1]["caption"]) == 1024


async def test_a_revision_edits_in_place_and_keeps_the_buttons() -> None:
    api = Api()
    assert await api.deliver(a_row(Say(chat_id=GROUP, text="2", buttons=ACK), message_id=41)) == Sent(41)
    photo = Say(chat_id=1, text="2", buttons=ACK, attachment=Attachment(Kind.PHOTO, "f"))
    assert await api.deliver(a_row(photo, message_id=42)) == Sent(42)
    sticker = Say(chat_id=1, text="", buttons=ACK, attachment=Attachment(Kind.STICKER, "f"))
    assert await api.deliver(a_row(sticker, message_id=43)) == Sent(43)
    assert api.methods == ["editMessageText", "editMessageCaption", "editMessageReplyMarkup"]
    assert all(params["reply_markup"] == KEYBOARD for _, params in api.calls)


async def test_an_edit_that_changes_nothing_is_done() -> None:
    api = Api(editMessageText=bad("message is not modified: specified new message content and reply markup are ..."))
    assert await api.deliver(a_row(Say(chat_id=1, text="2"), message_id=41)) == Sent(41)


@pytest.mark.parametrize("why", ["message to edit not found", "message can't be edited", "MESSAGE_ID_INVALID"])
async def test_an_edit_of_what_is_gone_says_it_anew(why: str) -> None:
    api = Api(editMessageText=bad(why))
    assert await api.deliver(a_row(Say(chat_id=1, text="2", buttons=ACK), message_id=41)) == Sent(99)
    assert api.methods == ["editMessageText", "sendMessage"]


async def test_an_alert_whose_picture_is_refused_goes_without_it() -> None:
    api = Api(sendVideo=bad("wrong file identifier/HTTP URL specified"))
    say = Say(chat_id=5001, text="asalto", attachment=Attachment(Kind.VIDEO, "f"), buttons=ACK)
    assert await api.deliver(a_row(say)) == Sent(99)
    assert api.calls[1][1]["text"] == "asalto"
    api = Api(editMessageCaption=bad("there is no caption in the message to edit"))
    assert await api.deliver(a_row(say, message_id=99)) == Sent(99)
    assert api.methods == ["editMessageCaption", "editMessageText"]


@pytest.mark.parametrize("why", ["message thread not found", "TOPIC_CLOSED"])
async def test_a_topic_that_is_gone_does_not_silence_the_message(why: str) -> None:
    api = Api(sendMessage=[bad(why)])
    assert await api.deliver(a_row(Say(chat_id=GROUP, text="x", thread_id=55))) == Sent(99)
    assert "message_thread_id" not in api.calls[1][1]


@pytest.mark.parametrize(
    ("priority", "more", "marked"),
    [
        (Priority.EMERGENCY, {}, False),
        (Priority.EMERGENCY, {"attempts": 3}, False),  # refused each time: nobody has it
        (Priority.EMERGENCY, {"perhaps_arrived": True}, True),
        (Priority.ESCALATION, {"perhaps_arrived": True}, True),
        (Priority.ANSWER, {"perhaps_arrived": True}, False),
        (Priority.EMERGENCY, {"perhaps_arrived": True, "message_id": 41}, False),
    ],
)
async def test_only_an_urgent_message_that_may_have_arrived_says_that_it_is_repeated(
    priority: Priority, more: dict[str, Any], marked: bool
) -> None:
    api = Api()
    await api.deliver(a_row(Say(chat_id=1, text="asalto"), priority=priority, **more), "(reenvío) ")
    assert api.calls[0][1]["text"] == ("(reenvío) asalto" if marked else "asalto")


@pytest.mark.parametrize(
    ("purpose", "minutes", "more", "mark"),
    [
        (Purpose.ALERT, 3, {}, "(late 3) "),
        (Purpose.REMINDER, 2.1, {}, "(late 2) "),
        (Purpose.ESCALATION, 60, {}, "(late 60) "),
        (Purpose.ALERT, 3, {"perhaps_arrived": True}, "(again) (late 3) "),
        (Purpose.ALERT, 2, {}, ""),  # soon enough
        (Purpose.ALERT, 60, {"message_id": 41}, ""),  # an edit: what stands there tells how it is now
        (Purpose.LINE, 60, {}, ""),
    ],
)
async def test_an_alert_that_comes_late_says_so(
    purpose: Purpose, minutes: float, more: dict[str, Any], mark: str
) -> None:
    api = Api()
    wanted_at = NOW - timedelta(minutes=minutes)
    row = a_row(
        Say(chat_id=1, text="asalto"), purpose=purpose, priority=Priority.EMERGENCY, wanted_at=wanted_at, **more
    )
    marks = Marks("(again) ", lambda wanted, now: f"(late {(now - wanted).seconds // 60}) ")
    await deliver(make_bot(TOKEN, call=api), row, now=NOW, marks=marks)
    assert api.calls[0][1]["text"] == f"{mark}asalto"


# --- what leaves no message ---


async def test_a_message_that_has_lasted_long_enough_is_deleted() -> None:
    api = Api()
    assert await api.deliver(a_row(Say(chat_id=1, text="x"), delete=True, message_id=41)) == Sent()
    assert api.calls == [("deleteMessage", {"chat_id": 1, "message_id": 41})]
    assert await api.deliver(a_row(Say(chat_id=1, text="x"), delete=True)) == Sent()
    assert len(api.calls) == 1


@pytest.mark.parametrize(
    ("action", "method", "params"),
    [
        (Remove(chat_id=GROUP, message_id=7), "deleteMessage", {"message_id": 7}),
        (Expel(chat_id=GROUP, person_id=5), "banChatMember", {"user_id": 5}),
        (Expel(chat_id=GROUP, person_id=-1005), "banChatSenderChat", {"sender_chat_id": -1005}),
        (AnswerTap(chat_id=5, tap_id="q", text="x" * 300), "answerCallbackQuery", {"callback_query_id": "q"}),
    ],
)
async def test_the_other_actions_are_one_call_each(action: Action, method: str, params: dict[str, Any]) -> None:
    api = Api()
    assert await api.deliver(a_row(action)) == Sent()
    [(called, given)] = api.calls
    assert called == method
    assert given.items() >= params.items()
    assert len(given.get("text", "")) <= 200


async def test_a_mute_takes_every_permission_until_its_end_and_never_for_ever() -> None:
    api = Api()
    await api.deliver(a_row(Mute(chat_id=GROUP, person_id=5, until=NOW + timedelta(hours=1))))
    await api.deliver(a_row(Mute(chat_id=GROUP, person_id=5, until=NOW + timedelta(seconds=10))))
    assert await api.deliver(a_row(Mute(chat_id=GROUP, person_id=5, until=NOW))) == Sent()
    until = [params["until_date"] - int(NOW.timestamp()) for _, params in api.calls]
    assert until == [3600, 35]  # below 30 seconds Telegram would mute for ever
    assert not any(api.calls[0][1]["permissions"].values())


async def test_lifting_a_mute_gives_every_permission_back() -> None:
    api = Api()
    await api.deliver(a_row(Unmute(chat_id=GROUP, person_id=5)))
    [(called, given)] = api.calls
    assert called == "restrictChatMember"
    assert given["permissions"]["can_send_messages"] is True


# --- outcomes ---

SAY = Say(chat_id=5001, text="x")
REMOVE = Remove(chat_id=GROUP, message_id=7)
TAP = AnswerTap(chat_id=5, tap_id="q", text="x")


@pytest.mark.parametrize(
    ("action", "error", "is_expected"),
    [
        (SAY, ApiRefusal(403, "Forbidden: bot was blocked by the user"), lambda o: o.forbidden),
        (SAY, ApiRefusal(403, "Forbidden: bot can't initiate conversation with a user"), lambda o: o.forbidden),
        (SAY, bad("chat not found"), lambda o: o.forbidden),
        (Say(chat_id=GROUP, text="x"), bad("chat not found"), lambda o: isinstance(o, Refused) and not o.forbidden),
        (SAY, bad("message text is empty"), lambda o: isinstance(o, Refused) and not o.forbidden),
        (SAY, bad("BUTTON_DATA_INVALID"), lambda o: isinstance(o, Refused) and not o.forbidden),
        (Say(chat_id=GROUP, text="x"), bad("not enough rights to send text messages"), lambda o: o.forbidden),
        (REMOVE, bad("message can't be deleted"), lambda o: o.forbidden),
        (REMOVE, bad("message to delete not found"), lambda o: o == Sent()),
        (Mute(chat_id=GROUP, person_id=5, until=NOW + timedelta(1)), bad("not enough rights"), lambda o: o.forbidden),
        (Expel(chat_id=GROUP, person_id=5), bad("user is an administrator of the chat"), lambda o: o.forbidden),
        (TAP, bad("query is too old and response timeout expired or query ID is invalid"), lambda o: o == Sent()),
        (SAY, ApiRefusal(429, "Too Many Requests", {"retry_after": 17}), lambda o: o.seconds == 17.0),
        (SAY, bad("group chat was upgraded"), lambda o: isinstance(o, Refused)),
        (SAY, ApiRefusal(400, "upgraded", {"migrate_to_chat_id": -1005}), lambda o: o == Moved(-1005)),
        (SAY, ApiRefusal(500, "Internal"), lambda o: isinstance(o, Later) and o.telegram_down),
        (SAY, ApiRefusal(401, "Unauthorized"), lambda o: isinstance(o, Later)),
        (SAY, RuntimeError("a riddle"), lambda o: isinstance(o, Later)),
    ],
)
async def test_each_refusal_has_its_outcome(
    action: Action, error: Exception, is_expected: Callable[[Any], bool]
) -> None:
    class Anything(dict[str, Exception]):
        def get(self, *_: Any) -> Any:
            return error

    api = Api()
    api._refuse = Anything()
    outcome = await api.deliver(a_row(action))
    assert is_expected(outcome), outcome


async def test_a_riddle_is_not_tried_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    def odd(*_: Any, **__: Any) -> Any:
        raise ValueError("a riddle")

    monkeypatch.setattr("bot.telegram.delivery.send_new", odd)
    assert isinstance(await Api().deliver(a_row(SAY)), Later)
    assert await Api().deliver(a_row(SAY, attempts=5)) == Refused("a riddle")


@pytest.mark.parametrize("answer", [Raw(502, b"<html>"), Raw(200, b"{"), Dropped()])
async def test_an_answer_that_never_came_may_have_arrived(answer: Any) -> None:
    def give(method: str, params: dict[str, Any]) -> Any:
        if isinstance(answer, Exception):
            raise answer
        return answer

    async with BotApiStub(give) as api:
        bot = api.bot()
        await bot._request[1].initialize()
        outcome = await deliver(bot, a_row(SAY, priority=Priority.EMERGENCY), now=NOW)
        await bot._request[1].shutdown()
    assert isinstance(outcome, Later)
    assert (outcome.telegram_down, outcome.perhaps_arrived, outcome.seconds) == (True, True, 2.0)


async def test_where_nobody_listens_nothing_can_have_arrived() -> None:
    bot = make_bot(TOKEN, "http://127.0.0.1:9/bot", "http://127.0.0.1:9/file/bot")
    outcome = await deliver(bot, a_row(SAY), now=NOW)
    await bot._request[1].shutdown()
    await bot._request[0].shutdown()
    assert isinstance(outcome, Later)
    assert (outcome.telegram_down, outcome.perhaps_arrived) == (True, False)
