"""What a decision looks at: the rules, what is stored, and the time; with the look-ups that every decision shares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from bot.core.model.incoming import Person
from bot.core.model.kept import Group
from bot.core.model.kinds import Role
from bot.core.model.report import Report
from bot.core.roster import duty
from bot.core.rules.model import Commander, GroupRules, Handle, Officer, Rules
from bot.core.world import World
from bot.locales import Sentences, sentences


@dataclass(frozen=True, slots=True)
class Standing:
    """What a person is to one group, by the rules: nobody has a power that is not in here.

    ``name``: as the roster writes it, else as Telegram does.
    """

    role: Role
    name: str
    officer: Officer | None = None
    commander: Commander | None = None

    @property
    def is_police(self) -> bool:
        """Whether they answer for the police: an officer or a commander."""
        return self.role in {Role.OFFICER, Role.COMMANDER}


@dataclass(frozen=True)
class Scene:
    """The rules, the part of the store that was loaded, and the time of the decision."""

    world: World
    rules: Rules
    now: datetime
    bot_name: str | None = None  # the bot's own username, where it is known

    # --- groups ---

    def group_rules(self, chat_id: int) -> GroupRules | None:
        """The rules of the group that is now known by this chat id (a migration may have changed it)."""
        # once the rules name the new id, they are right before what was remembered of the old one
        live = self.world.groups.get(chat_id)
        return self.rules.group(chat_id) or (self.rules.group(live.rules_chat) if live else None)

    def chat_of(self, group: GroupRules) -> int:
        """The chat id that this group has now."""
        for live in self.world.groups.values():
            if live.rules_chat == group.chat:
                return live.chat_id
        return group.chat

    def group(self, chat_id: int) -> Group:
        """What is known of a chat; an unknown one is its own."""
        return self.world.groups.get(chat_id) or Group(chat_id=chat_id, rules_chat=chat_id)

    def say(self, group: GroupRules | None) -> Sentences:
        """The catalogue in a group's language."""
        return sentences((group.language if group else None) or self.rules.language)

    def say_about(self, report: Report) -> Sentences:
        """The catalogue in the language of a report's group."""
        return self.say(self.group_rules(report.group_id))

    def local(self, moment: datetime) -> datetime:
        """The moment by the wall clock of the rules' time zone."""
        return moment.astimezone(self.rules.timezone)

    def clock(self, moment: datetime) -> str:
        """Local hours and minutes."""
        return self.local(moment).strftime("%H:%M")

    # --- people ---

    def telegram_id(self, handle: Handle) -> int | None:
        """Whose handle of the rules this is; None while an ``@name`` has not been seen yet."""
        return handle if isinstance(handle, int) else self.world.names.get(handle)

    def is_handle_of(self, handle: Handle, person: Person) -> bool:
        """Whether the rules mean this person. An ``@name`` belongs to the id that first used it."""
        if isinstance(handle, int):
            return handle == person.id
        bound = self.world.names.get(handle)
        return bound == person.id if bound is not None else handle == (person.username or "").lower()

    def standing(self, person: Person, group: GroupRules | None) -> Standing:
        """What the person is to this group (None: to any group of the rules)."""
        for officer in self.rules.officers:
            if self.is_handle_of(officer.telegram, person) and self.serves(officer, person.id, group):
                return Standing(Role.OFFICER, officer.name, officer=officer)
        for commander in self.rules.commanders:
            if self.is_handle_of(commander.telegram, person) and self.serves(commander, person.id, group):
                return Standing(Role.COMMANDER, commander.name, commander=commander)
        groups = self.rules.groups if group is None else (group,)
        if any(self.administers(person, each) for each in groups):
            return Standing(Role.ADMIN, person.name)
        return Standing(Role.NEIGHBOR, person.name)

    def standing_towards(self, report: Report, person: Person) -> Standing:
        """What the person is to a report, whether they tap, write in its thread, or write to the bot alone.

        Police is every officer of its group, of whichever quadrant and shift, and every commander of a sector of it:
        help comes from next door, a place may be read wrongly, and who was told an hour ago may answer now. Where the
        rules have its group no longer, nobody has a power over it.
        """
        group = self.group_rules(report.group_id)
        return Standing(Role.NEIGHBOR, person.name) if group is None else self.standing(person, group)

    def serves(self, who: Officer | Commander, person_id: int, group: GroupRules | None) -> bool:
        """Whether they, as this person, serve the group (None: some group); who left it or was put out does not."""
        groups = self.rules.groups if group is None else (group,)
        theirs = [each for each in groups if self.is_of(who, each)]
        if not theirs:  # a quadrant or sector of no group has none to leave
            return group is None
        return any(person_id not in self.group(self.chat_of(each)).removed for each in theirs)

    def is_of(self, who: Officer | Commander, group: GroupRules) -> bool:
        """Whether the rules let them serve this group."""
        if isinstance(who, Commander):  # whoever is told of any of its quadrants, also because nobody commands that one
            return any(who in duty.commanders_of(self.rules, (code,)) for code in group.quadrants)
        return who.quadrant in group.quadrants

    def is_police(self, person_id: int, group: GroupRules | None) -> bool:
        """Whether an officer or commander of the group has this id now, and still serves."""
        police: list[Officer | Commander] = [*self.rules.officers, *self.rules.commanders]
        return any(self.telegram_id(who.telegram) == person_id and self.serves(who, person_id, group) for who in police)

    def on_duty(self, codes: tuple[str, ...], at: datetime | None = None) -> tuple[Officer, ...]:
        """The officers on duty in these quadrants, now or at that moment, leaders first, without those who left."""
        present = duty.on_duty(self.rules, codes, at or self.now, self.world.duty_changes)
        return tuple(officer for officer in present if not self.has_left(officer))

    def commanders_of(self, codes: tuple[str, ...]) -> tuple[Commander, ...]:
        """Who commands these quadrants, without those who left their group."""
        groups = [group for group in self.rules.groups if not set(group.quadrants).isdisjoint(codes)]
        commanding = duty.commanders_of(self.rules, codes)
        return tuple(each for each in commanding if not self._left_all(each, groups or self.rules.groups))

    def has_left(self, who: Officer | Commander) -> bool:
        """Whether they left, or were put out of, every group that they serve."""
        return self._left_all(who, [group for group in self.rules.groups if self.is_of(who, group)])

    def _left_all(self, who: Officer | Commander, groups: Sequence[GroupRules]) -> bool:
        person_id = self.telegram_id(who.telegram)
        return bool(groups) and all(person_id in self.group(self.chat_of(group)).removed for group in groups)

    def can_reach(self, who: Officer | Commander) -> bool:
        """Whether nothing speaks against writing to them: it is known who they are, and they did not block or leave."""
        person_id = self.telegram_id(who.telegram)
        return person_id is not None and self.can_write(person_id) and not self.has_left(who)

    def administers(self, person: Person, group: GroupRules) -> bool:
        """Whether they are one of the group's administrators: by the rules, or in Telegram."""
        chat_id = self.chat_of(group)
        return (
            person.id in (chat_id, group.chat)  # writes anonymously, in the group's name
            or person.id in self.group(chat_id).administrators
            or any(self.is_handle_of(handle, person) for handle in group.administrators)
        )

    def can_write(self, person_id: int) -> bool:
        """Whether nothing speaks against writing to them in private."""
        known = self.world.people.get(person_id)
        return known is None or known.can_write is not False

    @cached_property
    def names_in_rules(self) -> frozenset[str]:
        """Every ``@name`` that the rules give a power to."""
        handles: list[Handle] = [o.telegram for o in self.rules.officers]
        handles += [c.telegram for c in self.rules.commanders]
        handles += [handle for group in self.rules.groups for handle in group.administrators]
        return frozenset(handle for handle in handles if isinstance(handle, str))
