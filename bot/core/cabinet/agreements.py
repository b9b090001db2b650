"""``/acuerdo``: a commander writes down what the security cabinet agreed, sees what is open, and marks it fulfilled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from bot.core import buttons
from bot.core.answering import Reply, answer_tap
from bot.core.cabinet.promise import Promise, with_due
from bot.core.digests.sending import commanding_as
from bot.core.effects import Effect, SavePromise, Send
from bot.core.log_rows import noted, refused
from bot.core.model.incoming import Message, Person, Tap
from bot.core.outgoing import Button, Keyboard, Say, in_rows
from bot.core.rules.model import GroupRules
from bot.core.scene import Scene
from bot.core.tapped import refuse
from bot.core.wording import name_of, quoted
from bot.locales import Sentences

MOST_SHOWN = 15
_BUTTONS_A_ROW = 3


def on_agreed(message: Message, argument: str, say: Sentences, scene: Scene) -> Reply:
    """Without words, all that is open; with words, one more. Only commanders, and only in private."""
    groups = commanded(message.author, scene)
    if not groups:
        return Reply(say("agreed.not_yours"), effects=(refused("agreed", message.author, scene),))
    if not message.private:
        return Reply(say("agreed.write_me"))
    if not argument:
        return _listing(_open(groups, scene), say, scene)
    group, words = _of_group(argument, groups)
    text, due = with_due(words, scene.local(scene.now).date())
    if group is None or not text:
        return Reply(say("agreed.which", folios=", ".join(each.folio for each in groups), first=groups[0].folio))
    promise = Promise(
        id=scene.world.next_promise_id,
        group=group.chat,
        text=quoted(text, 500),
        by_id=message.author.id,
        by_name=scene.standing(message.author, group).name,
        made_at=scene.now,
        due=due,
    )
    row = noted("agreed", scene, promise.text, by=message.author, standing=scene.standing(message.author, group))
    heading = say("agreed.noted", group=quoted(group.name, 40))
    text, keyboard = _shown([promise], 1, heading, say, scene)
    return Reply(text, keyboard, effects=(SavePromise(promise), row))


def on_fulfilled(tap: Tap, promise_id: int, scene: Scene) -> Iterator[Effect]:
    """The button below a promise: a commander says that it has been kept."""
    promise = scene.world.promises.get(promise_id)
    group = scene.rules.group(promise.group) if promise else None
    say = scene.say(group)
    if promise is None or group is None:
        yield answer_tap(tap, say("tap.unknown"))
    elif group not in commanded(tap.person, scene):
        yield from refuse(tap, say("agreed.not_yours"), "fulfilled", scene)
    elif not promise.is_open:
        yield answer_tap(tap, say("agreed.already", name=name_of(promise.done_by or "")))
    else:
        standing = scene.standing(tap.person, group)
        done = replace(promise, done_at=scene.now, done_by=standing.name)
        yield answer_tap(tap, say("agreed.fulfilled"))
        yield SavePromise(done)
        yield noted("fulfilled", scene, promise.text, by=tap.person, standing=standing)
        yield from _list_again(tap, done, say, scene)


def commanded(person: Person, scene: Scene) -> list[GroupRules]:
    """The groups of which the person commands a sector, and which they have not left."""
    return [group for group in scene.rules.groups if commanding_as(person, group, scene)]


def promise_in_words(promise: Promise, say: Sentences, scene: Scene, at: datetime | None = None) -> str:
    """What was agreed, when, by when it is due, and whether it was fulfilled; as seen then (None: now)."""
    made = scene.local(promise.made_at).date()
    words = say("agreed.line", text=promise.text, made=f"{made:%d/%m}")
    if promise.done_at is not None:
        day = scene.local(promise.done_at).date()
        return words + say("agreed.line_done", day=f"{day:%d/%m}", name=name_of(promise.done_by or ""))
    if promise.due is None:
        return words
    overdue = promise.due < scene.local(at or scene.now).date()
    return words + say("agreed.line_overdue" if overdue else "agreed.line_due", day=f"{promise.due:%d/%m/%Y}")


def _of_group(argument: str, groups: Sequence[GroupRules]) -> tuple[GroupRules | None, str]:
    """Whose it is: a folio prefix at the front says so; else it is clear only where they command one group."""
    first, _, rest = argument.partition(" ")
    named = next((group for group in groups if group.folio.casefold() == first.strip(":").casefold()), None)
    if named is not None:
        return named, rest.strip()
    return (groups[0] if len(groups) == 1 else None), argument


def _open(groups: Sequence[GroupRules], scene: Scene) -> list[Promise]:
    chats = {group.chat for group in groups}
    found = (each for each in scene.world.promises.values() if each.is_open and each.group in chats)
    return sorted(found, key=lambda each: each.id)


def _listing(promises: Sequence[Promise], say: Sentences, scene: Scene) -> Reply:
    if not promises:
        return Reply(say("agreed.none"))
    return Reply(*_shown(promises[:MOST_SHOWN], len(promises), say("agreed.title"), say, scene))


def _shown(promises: Sequence[Promise], count: int, heading: str, say: Sentences, scene: Scene) -> tuple[str, Keyboard]:
    """Numbered, with a button for each that is open."""
    lines = [f"{number}. {promise_in_words(each, say, scene)}" for number, each in enumerate(promises, 1)]
    if count > len(promises):
        lines.append(say("digest.more", count=count - len(promises)))
    found = [
        Button(say("button.fulfilled", number=number), buttons.encode(buttons.Fulfil(each.id)))
        for number, each in enumerate(promises, 1)
        if each.is_open
    ]
    return "\n".join([heading, *lines]), in_rows(found, _BUTTONS_A_ROW)


def _list_again(tap: Tap, done: Promise, say: Sentences, scene: Scene) -> Iterator[Effect]:
    """The list below which the button stood, edited in place: what is open, and what this tap fulfilled."""
    if tap.chat_id is None or tap.message_id is None:
        return
    post = scene.world.post_at(tap.chat_id, tap.message_id)
    if post is None or not isinstance(action := post.outgoing.action, Say):
        return
    pressed = (buttons.parse(button.data) for row in action.buttons for button in row)
    ids = [each.promise_id for each in pressed if isinstance(each, buttons.Fulfil)]
    listed = [done if each == done.id else scene.world.promises[each] for each in ids if each in scene.world.promises]
    text, keyboard = _shown(listed, len(listed), say("agreed.title"), say, scene)
    yield Send(replace(post.outgoing, action=replace(action, text=text, buttons=keyboard)))
