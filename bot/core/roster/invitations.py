"""Links by which an administrator makes somebody an officer or commander of the rules: for whom, and in what words."""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass

from bot.core.effects import Effect, SaveInvitation, Send
from bot.core.log_rows import noted
from bot.core.model.incoming import Person
from bot.core.model.kinds import Role
from bot.core.outgoing import Button, Keyboard, Outgoing, Priority, Purpose, Say, in_rows
from bot.core.roster.model import SECRET, Invitation, hash_of
from bot.core.roster.roster_buttons import Invite, encode
from bot.core.rules.model import Commander, GroupRules, Officer
from bot.core.rules.spelling import folded, mark_of
from bot.core.scene import Scene
from bot.core.wording import moment_of, name_of
from bot.locales import Sentences

_WORD = 22  # letters of six bits each: nobody guesses it, and a link may carry 64
_MOST_BUTTONS = 60  # Telegram takes a hundred
_LISTED = 40  # names in a message


@dataclass(frozen=True, slots=True)
class Invitee:
    """An officer or commander of the rules, once, however many quadrants they serve."""

    who: Officer | Commander

    @property
    def role(self) -> Role:
        """What the link makes of them."""
        return Role.OFFICER if isinstance(self.who, Officer) else Role.COMMANDER

    @property
    def mark(self) -> str:
        """Short and always the same: what a button names them by."""
        return mark_of(self.who.name)


def groups_of(person: Person, scene: Scene) -> list[GroupRules]:
    """The groups whose officers they may invite: those that they administer or command."""
    return [
        group
        for group in scene.rules.groups
        if scene.administers(person, group) or scene.standing(person, group).role is Role.COMMANDER
    ]


def invitees(groups: list[GroupRules], scene: Scene) -> list[Invitee]:
    """Everybody who serves these groups by the rules, each once."""
    everybody: list[Officer | Commander] = [*scene.rules.officers, *scene.rules.commanders]
    found = {who.telegram: Invitee(who) for who in reversed(everybody) if any(scene.is_of(who, g) for g in groups)}
    return list(reversed(found.values()))


def named(wanted: str, among: list[Invitee]) -> list[Invitee]:
    """Those whom the words may mean: by the whole name, else by how it, or one of its words, begins."""
    sought = folded(wanted)
    whole = [each for each in among if folded(each.who.name) == sought]
    begun = [each for each in among if folded(each.who.name).startswith(sought)]
    parts = [each for each in among if any(word.startswith(sought) for word in folded(each.who.name).split())]
    return whole or begun or parts


def overview(among: list[Invitee], scene: Scene, say: Sentences) -> tuple[str, Keyboard]:
    """Who is enrolled, who can be written to, who is not yet there; with a button for each who cannot be reached."""
    reached = [each for each in among if scene.can_reach(each.who)]
    unbound = [each for each in among if scene.telegram_id(each.who.telegram) is None]
    silent = [each for each in among if each not in reached and each not in unbound]
    rows = [say("invitation.title")]
    for key, people in (("reached", reached), ("silent", silent), ("unbound", unbound)):
        if people:
            rows.append(say(f"invitation.{key}", count=len(people), names=_names(people, say)))
    rows.append(say("invitation.how"))
    buttons = [
        Button(say("invitation.button", name=name_of(each.who.name)), encode(Invite(each.mark)))
        for each in (*unbound, *silent)
    ][:_MOST_BUTTONS]
    return "\n".join(rows), in_rows(buttons)


def invite(invitee: Invitee, update_id: int, issuer: Person, scene: Scene, say: Sentences) -> tuple[str, list[Effect]]:
    """Make the link. The text says what could not be done; the link itself goes to private, as a message of its own."""
    secret, name = scene.world.notes.get(SECRET), invitee.who.name
    if not secret or not scene.bot_name:
        return say("invitation.not_now"), []
    word = _word(secret, f"{update_id}:{name}")
    invitation = Invitation(
        token_hash=hash_of(word),
        handle=str(invitee.who.telegram),
        name=name,
        role=invitee.role,
        issued_by=issuer.id,
        issued_at=scene.now,
        expires_at=scene.now + scene.rules.duty.invitation_lasts,
    )
    until = moment_of(invitation.expires_at, scene, say)
    link = f"https://t.me/{scene.bot_name}?start={word}"
    text = say("invitation.link", name=name_of(name), link=link, until=until)
    standing = scene.standing(issuer, None)
    return "", [
        SaveInvitation(invitation),
        Send(note_about(invitation, text)),
        noted("invited", scene, say("invitation.log", name=name, until=until), by=issuer, standing=standing),
    ]


def note_about(invitation: Invitation, text: str) -> Outgoing:
    """The message with the link, to who asked for it; once it was used it says by whom, without the link."""
    return Outgoing(
        key=f"invitation:{invitation.token_hash}",
        action=Say(chat_id=invitation.issued_by, text=text),
        priority=Priority.ANSWER,
        purpose=Purpose.ANSWER,
    )


def _names(people: list[Invitee], say: Sentences) -> str:
    names = [name_of(each.who.name) for each in people[:_LISTED]]
    if len(people) > _LISTED:
        names.append(say("invitation.more", count=len(people) - _LISTED))
    return ", ".join(names)


def _word(secret: str, about: str) -> str:
    digest = hmac.new(secret.encode(), about.encode("utf-8", "surrogatepass"), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).decode("ascii")[:_WORD]


def of_mark(mark: str, among: list[Invitee]) -> Invitee | None:
    """Whom a button names, if the rules still have them."""
    return next((each for each in among if each.mark == mark), None)
