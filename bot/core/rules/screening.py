"""What may stand in the group: media, topics, local words, the administrators' own rules; and examples of all of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Literal

from bot.core.model.kinds import Category, Kind, Reason
from bot.core.rules.breaches import CustomRule, NoticeRules, ScreeningRules, WordRules
from bot.core.rules.entry import Entry, Once, Reader
from bot.core.rules.model import Example, Expectation
from bot.core.rules.readers import decimal, each_once, message, one_of, slug, span_between, text, tuple_of
from bot.core.rules.tree import Mapping, Scalar

SENDABLE = tuple(kind for kind in Kind if kind not in {Kind.SERVICE, Kind.UNKNOWN})
ALLOWED_KINDS = {
    *(Kind.TEXT, Kind.PHOTO, Kind.VIDEO, Kind.DOCUMENT),
    *(Kind.LOCATION, Kind.LIVE_LOCATION, Kind.VENUE),
}
_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}\Z", re.ASCII)
_ALLOWED: Reader[Literal["allow", "reject"]] = one_of("allow", "reject")
_WHERE: Reader[Literal["private_or_group", "group", "private"]] = one_of("private_or_group", "group", "private")
_EXPECTED: Reader[Expectation] = one_of("keep", "reject", "report", "emergency")
Collect = Callable[[Iterable[Example]], None]


def screening(entry: Entry, collect: Collect) -> ScreeningRules:
    """Read what may stand in the group; examples go to ``collect``."""
    fields = entry.fields((), ("media", "topics", "words", "rules", "certainty", "notice"))
    topics = _topics(fields.get("topics"), collect)
    return ScreeningRules(
        media=_media(fields.get("media"), collect),
        topics=topics,
        words=_words(fields.get("words"), topics, collect),
        custom=fields.read("rules", lambda entry: _custom(entry, collect), ()),
        certainty=fields.read("certainty", decimal(0, 1), 0.6),
        notice=fields.read("notice", _notice, NoticeRules()),
    )


def _pairs(entry: Entry | None, options: tuple[str, ...]) -> Iterable[tuple[str, Entry]]:
    return entry.pairs(options).items() if entry is not None else ()


def _switch(entry: Entry) -> tuple[bool, Entry | None]:
    """``reject``, or ``{do: reject, examples: […]}``: whether it is allowed, and the examples."""
    if not isinstance(entry.node, Mapping):
        return _ALLOWED(entry) == "allow", None
    fields = entry.fields(("do",), ("examples",))
    return fields.read("do", _ALLOWED, "allow") == "allow", fields.get("examples")


def _media(entry: Entry | None, collect: Collect) -> dict[Kind, bool]:
    allowed: dict[Kind, bool] = {kind: kind in ALLOWED_KINDS for kind in Kind if kind in SENDABLE}
    for word, item in _pairs(entry, SENDABLE):
        kind = Kind(word)
        allowed[kind], examples = _switch(item)
        collect(read_examples(examples, f"media.{kind}", "keep" if allowed[kind] else "reject", kind=kind))
    return allowed


def _topics(entry: Entry | None, collect: Collect) -> dict[Reason, bool]:
    rejected = dict.fromkeys(Reason, True)
    for word, item in _pairs(entry, tuple(Reason)):
        reason = Reason(word)
        allowed, examples = _switch(item)
        rejected[reason] = not allowed
        if allowed:
            collect(read_examples(examples, f"topics.{reason}", "keep"))
        else:
            collect(read_examples(examples, f"topics.{reason}", "reject", reason=reason))
    return rejected


def _words(entry: Entry | None, rejected: dict[Reason, bool], collect: Collect) -> dict[Reason | Category, WordRules]:
    words: dict[Reason | Category, WordRules] = {}
    for word, item in _pairs(entry, (*Reason, *Category)):
        fields = item.fields((), ("add", "except", "examples"))
        rules = WordRules(fields.read("add", each_once(text), ()), fields.read("except", each_once(text), ()))
        examples = fields.get("examples")
        if word in [*Category]:
            words[category := Category(word)] = rules
            collect(read_examples(examples, f"words.{word}", "report", category=category))
        else:
            words[reason := Reason(word)] = rules
            if rejected[reason]:
                collect(read_examples(examples, f"words.{word}", "reject", reason=reason))
            else:
                collect(read_examples(examples, f"words.{word}", "keep"))
    return words


def _custom(entry: Entry, collect: Collect) -> tuple[CustomRule, ...]:
    once = Once()

    def read(item: Entry) -> CustomRule:
        fields = item.fields(("id", "words", "reason"), ("examples",))
        rule = CustomRule(
            id=fields.read("id", _id, ""),
            words=fields.read("words", each_once(text, at_least=1), ()),
            reason=fields.read("reason", slug(Reason), Reason.OFF_TOPIC),
        )
        once.check(fields.get("id"), rule.id)
        examples = fields.get("examples")
        collect(read_examples(examples, rule.rule, "reject", reason=rule.reason))
        return rule

    return tuple_of(read)(entry)


def _id(entry: Entry) -> str:
    word = text(entry)
    if word and not _ID.match(word):
        entry.wrong(entry.say("an_id"))
    return word


def _notice(entry: Entry) -> NoticeRules:
    fields = entry.fields((), ("where", "lasts"))
    # Telegram lets nobody delete a message that is older than 48 hours
    lasts = span_between(timedelta(seconds=5), timedelta(hours=47), "notice_span")
    return NoticeRules(
        where=fields.read("where", _WHERE, "private_or_group"),
        lasts=fields.read("lasts", lasts, timedelta(seconds=60)),
    )


def read_examples(
    entry: Entry | None,
    rule: str,
    expect: Expectation,
    *,
    kind: Kind = Kind.TEXT,
    reason: Reason | None = None,
    category: Category | None = None,
) -> tuple[Example, ...]:
    """Messages with what should become of them: the rule's own effect, unless the example says otherwise."""

    def read(item: Entry) -> Example:
        if isinstance(item.node, Scalar):
            wanted, said = expect, message(item)
        else:
            fields = item.fields(("text",), ("expect",))
            wanted = fields.read("expect", _EXPECTED, expect)
            said = fields.read("text", message, "")
        own = wanted == expect  # otherwise the rule's own reason or category is not what should come out
        return Example(
            rule=rule,
            text=said,
            expect=wanted,
            kind=kind,
            reason=reason if own else None,
            category=category if own else None,
            line=item.line,
            path=item.path,
        )

    return tuple_of(read)(entry) if entry is not None else ()
