"""Whether what a scenario expects has come true."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.core.model.report import LogRow
from bot.sandbox.chats import Chat, Message
from bot.sandbox.scenario import Expectation, LogEntry
from bot.sandbox.stage import Stage


def failures(expectation: Expectation, stage: Stage, log: Iterable[LogRow]) -> Iterator[str]:
    """What is not as expected, one sentence each; nothing when all is well."""
    chat = stage.chat(expectation.where)
    if expectation.about_messages or (expectation.count is not None and expectation.log is None):
        yield from _messages(expectation, stage, chat)
    for label in expectation.stands:
        if not stage.find(label, chat).stands:
            yield f"{label!r} is gone"
    for label in expectation.gone:
        if label in stage.labels and stage.labels[label].stands:
            yield f"{label!r} still stands"
        elif label not in stage.labels and any(label in message.text for message in _bots(stage, chat)):
            yield f"the bot still says {label!r} in {_name(chat)}"
    if expectation.popup is not None:
        yield from _popup(expectation, stage)
    for who, status in expectation.status.items():
        member = chat.member(stage.person(who))
        member.expire(stage.telegram.now)
        if member.status != status:
            yield f"{who} is {member.status}, not {status}"
    if expectation.log is not None:
        yield from _log(expectation.log, expectation.count, list(log))


def _messages(expectation: Expectation, stage: Stage, chat: Chat) -> Iterator[str]:
    """One message must have all that is named: what it contains and lacks, its buttons, what it replies to."""
    all_of_bot = _bots(stage, chat)
    found = [message for message in all_of_bot if _fits(expectation, stage, message)]
    wanted = expectation.count
    if wanted is None and not found:
        yield f"no message of the bot in {_name(chat)} is like that; there are:\n{_listed(all_of_bot)}"
    elif wanted is not None and len(found) != wanted:
        yield f"{len(found)} messages of the bot in {_name(chat)} are like that, not {wanted}:\n{_listed(all_of_bot)}"


def _fits(expectation: Expectation, stage: Stage, message: Message) -> bool:
    texts = [button["text"].casefold() for button in message.buttons]
    if expectation.replies_to is not None:
        original = stage.labels.get(expectation.replies_to)
        if original is None or message.raw.get("reply_to_message", {}).get("message_id") != original.id:
            return False
    if expectation.exactly is not None and message.text.strip() != expectation.exactly.strip():
        return False
    return (
        expectation.file in (None, _file_name(stage, message))
        and all(words.casefold() in message.text.casefold() for words in expectation.contains)
        and not any(words.casefold() in message.text.casefold() for words in expectation.lacks)
        and all(any(words.casefold() in text for text in texts) for words in expectation.buttons)
        and not (expectation.no_buttons and texts)
    )


def _file_name(stage: Stage, message: Message) -> str | None:
    """The name under which the file came that the message carries; Telegram itself forgets a picture's."""
    photo, document = message.raw.get("photo"), message.raw.get("document")
    described = photo[-1] if photo else document
    return stage.telegram.files.get(described["file_id"]).name if described else None


def _popup(expectation: Expectation, stage: Stage) -> Iterator[str]:
    tap = stage.last_tap.get(expectation.who or "")
    if tap is None:
        yield f"{expectation.who} pressed nothing"
    elif (expectation.popup or "").casefold() not in (tap.answer or "").casefold() or tap.answer is None:
        yield f"the pop-up that {expectation.who} got is {tap.answer!r}"


def _log(wanted: LogEntry, count: int | None, log: list[LogRow]) -> Iterator[str]:
    found = [row for row in log if _is(wanted, row)]
    if (count is None and not found) or (count is not None and len(found) != count):
        rows = "\n".join(f"    {row.folio} {row.event} {row.by_name or '-'}: {row.text}" for row in log)
        yield f"{len(found)} rows of the log are like that, of:\n{rows}"


def _is(wanted: LogEntry, row: LogRow) -> bool:
    return (
        wanted.event in (None, row.event)
        and wanted.folio in (None, row.folio)
        and wanted.by in (None, row.by_name)
        and wanted.role in (None, row.role)
        and (wanted.text or "").casefold() in row.text.casefold()
    )


def _bots(stage: Stage, chat: Chat) -> list[Message]:
    return [message for message in chat.messages.values() if message.stands and message.sender is stage.telegram.me]


def _listed(messages: list[Message]) -> str:
    return "\n".join(f"    {m.text!r} {[b['text'] for b in m.buttons] or ''}" for m in messages) or "    (none)"


def _name(chat: Chat) -> str:
    return chat.title or (chat.person.name if chat.person else str(chat.id))
