"""Pressing the link: who came with it is from then on the officer or commander of the rules for whom it was made."""

from __future__ import annotations

from dataclasses import replace

from bot.core.administrators import tell_administrators
from bot.core.effects import BindName, Effect, SaveInvitation, Send
from bot.core.log_rows import noted, refused
from bot.core.model.incoming import Person
from bot.core.outgoing import Outgoing, Priority, Purpose, Say
from bot.core.roster import invitations
from bot.core.roster.model import Invitation, hash_of
from bot.core.rules.model import Commander, Officer
from bot.core.scene import Scene
from bot.core.wording import moment_of, name_of
from bot.locales import Sentences


def enrol(person: Person, word: str, scene: Scene, say: Sentences) -> tuple[bool, list[Effect]]:
    """Whether the link made them who it is for, and what follows; where it did not, the log knows of the attempt."""
    invitation = scene.world.invitations.get(hash_of(word))
    if invitation is not None and invitation.used_by == person.id:
        return True, []  # Telegram offers the same link again
    who = _who(invitation, scene) if invitation else None
    if invitation is None or who is None:
        return False, [refused(say("enrolment.unknown"), person, scene)]
    if invitation.used_at is not None or invitation.expires_at <= scene.now:
        why = say("enrolment.used" if invitation.used_at is not None else "enrolment.expired", name=who.name)
        return False, [refused(why, person, scene)]
    standing = scene.standing(person, None)
    serves_as = standing.officer or standing.commander
    if not _may_be(who, person, scene) or (serves_as is not None and serves_as.telegram != who.telegram):
        return False, _foreign(invitation, person, scene, say)
    return _bind(invitation, who, person, scene, say)


def _who(invitation: Invitation, scene: Scene) -> Officer | Commander | None:
    """Whom the rules mean by it now; None where they have them no longer."""
    everybody: list[Officer | Commander] = [*scene.rules.officers, *scene.rules.commanders]
    return next((who for who in everybody if str(who.telegram) == invitation.handle), None)


def _may_be(who: Officer | Commander, person: Person, scene: Scene) -> bool:
    """Whether the rules let this person be them: an id or an ``@name`` in the rules is stronger than a link."""
    by_name = isinstance(who.telegram, str) and who.telegram.startswith("+")
    return by_name or scene.is_handle_of(who.telegram, person)


def _bind(
    invitation: Invitation, who: Officer | Commander, person: Person, scene: Scene, say: Sentences
) -> tuple[bool, list[Effect]]:
    used = replace(invitation, used_by=person.id, used_at=scene.now)
    account = f"@{person.username}, id {person.id}" if person.username else f"id {person.id}"
    values = {"name": name_of(who.name), "account": account, "person": name_of(person.name)}
    text = say("enrolment.used_by", time=moment_of(scene.now, scene, say), **values)
    binding: list[Effect] = [SaveInvitation(used)]
    if isinstance(who.telegram, str):
        before = scene.world.names.get(who.telegram)
        if before not in (None, person.id):
            text = "\n".join([text, say("enrolment.before", id=before)])
        binding.append(BindName(who.telegram, person.id))
    scene.world.apply(binding)  # what they are told next is what they are from now on
    return True, [
        *binding,
        Send(invitations.note_about(invitation, say("enrolment.spent", **values))),
        Send(
            Outgoing(
                key=f"enrolled:{invitation.token_hash}",
                action=Say(chat_id=invitation.issued_by, text=text),
                priority=Priority.ANSWER,
                purpose=Purpose.ADMIN,
            )
        ),
        noted("enrolled", scene, text, by=person, standing=scene.standing(person, None)),
    ]


def _foreign(invitation: Invitation, person: Person, scene: Scene, say: Sentences) -> list[Effect]:
    """Somebody else pressed it: the administrators hear of it, and the link waits for the right one."""
    text = say("enrolment.foreign", name=invitation.name, person=name_of(person.name), id=person.id)
    about = f"foreign:{invitation.token_hash[:32]}:{person.id}"
    return [refused(text, person, scene), *tell_administrators(about, text, scene, None, urgent=True)]
