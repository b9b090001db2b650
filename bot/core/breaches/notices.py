"""Telling an author why their message went: in private if possible, else short in the group, folded when many."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.core import buttons
from bot.core.effects import Effect, Send
from bot.core.model.incoming import Message
from bot.core.model.kinds import Reason
from bot.core.model.meaning import Judgement
from bot.core.outgoing import Button, Keyboard, Outgoing, Priority, Purpose, Say
from bot.core.rules.model import GroupRules
from bot.core.scene import Scene
from bot.core.wording import name_of
from bot.locales import Sentences

MOST_CRIES = 10
"""Buttons below one folded notice; the oldest give way."""
MOST_ITEMS = 50
"""Removed messages that a folded notice still knows one by one, in a flood; the others are only counted."""


@dataclass(frozen=True, slots=True)
class Item:
    """One removed message in a notice; kept with it, so that the next one can be folded in."""

    chat_id: int
    message_id: int
    name: str
    sent_at: str  # local hours and minutes
    reason: str
    rule: str
    heard: bool  # False: the bot could not understand it, it may be a cry for help
    remark: str  # what follows from it: a warning, a mute
    pointer: str  # the sister group that it may be meant for

    @classmethod
    def of(cls, facts: Mapping[str, Any]) -> Item:
        """Back from the form in which it was stored."""
        return cls(**facts)

    def facts(self) -> dict[str, Any]:
        """The form in which it is stored."""
        return {name: getattr(self, name) for name in self.__slots__}


def notice(message: Message, judgement: Judgement, remark: str, group: GroupRules, scene: Scene) -> Iterator[Effect]:
    """Tell the author, or fold it into the notice that already stands where they would read it."""
    reason = judgement.reason or Reason.OFF_TOPIC
    say = scene.say(group)
    item = Item(
        chat_id=message.chat_id,
        message_id=message.message_id,
        name=name_of(message.author.name),
        sent_at=scene.clock(message.sent_at),
        reason=reason,
        rule=judgement.rule,
        heard=judgement.understood,
        remark=remark,
        pointer=_pointer(judgement, group, say),
    )
    where = scene.rules.screening.notice.where
    # a button that may call for help must reach its author, even where notices are private
    only_private = where == "private" and judgement.understood
    in_private = only_private or (where != "group" and scene.can_write(message.author.id))
    to = message.author.id if in_private else message.chat_id
    yield Send(_compose([item], to, message.thread_id, group, scene))


def in_group_instead(refused: Outgoing, scene: Scene) -> Iterator[Effect]:
    """The author cannot be written to after all: say it where they will see it."""
    if not isinstance(refused.action, Say):
        return
    only_private = scene.rules.screening.notice.where == "private"
    for item in _items(refused.action):
        group = scene.group_rules(item.chat_id)
        if group is not None and not (only_private and item.heard):
            yield Send(_compose([item], item.chat_id, refused.action.facts.get("thread_id"), group, scene))


def _compose(items: list[Item], to: int, thread_id: int | None, group: GroupRules, scene: Scene) -> Outgoing:
    """The notice for a chat: a new one, or the standing one with these items added."""
    key = f"notice:{to}:{items[0].message_id}"
    standing = _standing(to, thread_id, scene)
    count = len(items)
    if standing is not None and isinstance(standing.action, Say):
        key = standing.key
        before = _items(standing.action)
        items = [item for item in items if item not in before]
        count = int(standing.action.facts.get("count", len(before))) + len(items)
        items = [*before, *items][-MOST_ITEMS:]
    in_group = to == items[0].chat_id
    say = scene.say(group)
    text = _one(items[0], in_group, group, say) if count == 1 else _many(items, count, in_group, group, say)
    return Outgoing(
        key=key,
        action=Say(
            chat_id=to,
            text=text,
            buttons=_cries(items, say),
            thread_id=thread_id if in_group else None,
            silent=True,
            lasts=scene.rules.screening.notice.lasts if in_group else None,
            facts={"items": [item.facts() for item in items], "count": count, "thread_id": thread_id},
        ),
        priority=Priority.NOTICE,
        purpose=Purpose.NOTICE,
    )


def _standing(chat_id: int, thread_id: int | None, scene: Scene) -> Outgoing | None:
    for post in scene.world.posts.values():
        action = post.outgoing.action
        if (
            post.standing
            and post.outgoing.purpose is Purpose.NOTICE
            and isinstance(action, Say)
            and action.chat_id == chat_id
            and action.facts.get("thread_id") == thread_id
        ):
            return post.outgoing
    return None


def _one(item: Item, in_group: bool, group: GroupRules, say: Sentences) -> str:
    how = say("notice.unheard") if not item.heard else ""
    return say(
        "notice.one" if in_group else "notice.private",
        name=item.name,
        group=group.name,
        time=item.sent_at,
        why=say(f"why.{item.reason}"),
        rule=item.rule,
        how=" ".join(part for part in (say(f"how.{item.reason}"), item.remark, how, item.pointer) if part),
    ).strip()


def _many(items: Sequence[Item], count: int, in_group: bool, group: GroupRules, say: Sentences) -> str:
    reasons = dict.fromkeys(f"{say(f'reason.{item.reason}')} ({item.rule})" for item in items)
    remarks = dict.fromkeys(f"{item.name}: {item.remark}" if in_group else item.remark for item in items if item.remark)
    text = say(
        "notice.many" if in_group else "notice.many_private",
        count=count,
        names=say.join(list(dict.fromkeys(item.name for item in items))[:8]),
        group=group.name,
        reasons=say.join(list(reasons)),
    )
    unheard = [say("notice.unheard")] if any(not item.heard for item in items) else []
    pointers = dict.fromkeys(item.pointer for item in items if item.pointer)
    return " ".join([text, *list(remarks)[:4], *unheard, *list(pointers)[:4]])


def _cries(items: Sequence[Item], say: Sentences) -> Keyboard:
    unheard = [item for item in items if not item.heard][-MOST_CRIES:]
    alone = len(unheard) == 1 and len(items) == 1
    return tuple(
        (
            Button(
                say("button.emergency") if alone else say("button.emergency_of", name=f"{item.name} {item.sent_at}"),
                buttons.encode(buttons.CryForHelp(item.chat_id, item.message_id)),
            ),
        )
        for item in unheard
    )


def _items(action: Say) -> list[Item]:
    return [Item.of(facts) for facts in action.facts.get("items", ())]


def _pointer(judgement: Judgement, group: GroupRules, say: Sentences) -> str:
    sister = group.sister_groups.get(judgement.topic) if judgement.topic else None
    return say("notice.sister", name=sister.name, link=sister.link) if sister else ""


def until(moment: datetime, scene: Scene) -> str:
    """A moment as the author reads it: the hour today, with the day when it is another."""
    local = scene.local(moment)
    same_day = local.date() == scene.local(scene.now).date()
    return local.strftime("%H:%M" if same_day else "%d/%m %H:%M")
