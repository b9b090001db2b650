"""Who gets the figures of a month: each group its post, its commanders and administrators what is theirs to see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.core.administrators import administrators_of
from bot.core.digests.monthly_text import fairness_of, post_of
from bot.core.digests.sending import codes_of, commanding
from bot.core.figures.monthly import Monthly
from bot.core.outgoing import Outgoing, Priority, Purpose, Say
from bot.core.rules.model import GroupRules
from bot.core.scene import Scene


@dataclass(frozen=True, slots=True)
class MonthlyPost:
    """A month's figures for one reader.

    ``person_id`` None: for the whole group. ``codes``: the quadrants that they may see; None: all.
    """

    group: GroupRules
    month: date
    person_id: int | None = None
    codes: frozenset[str] | None = None

    @property
    def key(self) -> str:
        """Of the outbox: the same for the same month, so that it comes once."""
        reader = "group" if self.person_id is None else str(self.person_id)
        return f"monthly:{self.group.chat}:{self.month:%Y-%m}:{reader}"

    def outgoing(self, month: Monthly, scene: Scene) -> Outgoing:
        """The message. It does not ring."""
        say, group = scene.say(self.group), self.group
        if self.person_id is None:
            text = post_of(month, group.name, scene.rules.timezone, say)
        else:
            text = fairness_of(month, group.name, say)
        chat_id = scene.chat_of(group) if self.person_id is None else self.person_id
        return Outgoing(
            key=self.key,
            action=Say(chat_id=chat_id, text=text, silent=True),
            priority=Priority.DIGEST,
            purpose=Purpose.DIGEST,
        )


def monthly_posts(month: date, scene: Scene) -> list[MonthlyPost]:
    """Each group's post, and one for each commander and administrator whom the bot may try to write to."""
    posts: dict[str, MonthlyPost] = {}
    for group in scene.rules.groups:
        administrators = [MonthlyPost(group, month, each) for each in administrators_of(group, scene)]
        commanders = [
            MonthlyPost(group, month, person_id, codes_of(commander, group, scene))
            for commander in commanding(group, scene)
            if (person_id := scene.telegram_id(commander.telegram)) is not None
            and scene.serves(commander, person_id, group)
        ]
        for post in (MonthlyPost(group, month), *administrators, *commanders):
            if post.person_id is None or scene.can_write(post.person_id):
                posts.setdefault(post.key, post)
    return list(posts.values())
