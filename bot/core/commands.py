"""Commands: ``/start``, ``/help``, ``/why``, ``/record``, ``/duty`` and ``/invite``, with their Spanish names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.core import in_group, screening
from bot.core.answering import Reply, answer
from bot.core.breaches.removing import removal
from bot.core.cabinet import agreements
from bot.core.command_words import folio_asked, is_link_word, parse
from bot.core.digests import asking as digest_asking
from bot.core.digests import where_asking
from bot.core.digests.sending import entitled
from bot.core.effects import Effect, SaveMessage, Send
from bot.core.in_private import home
from bot.core.log_rows import refused
from bot.core.model.incoming import Message
from bot.core.model.kept import Seen
from bot.core.model.kinds import Kind, Role, Verdict
from bot.core.model.meaning import Said
from bot.core.outgoing import Outgoing, Say
from bot.core.reports import following
from bot.core.reports.remarks import ABOUT_REPORT
from bot.core.roster import roster_commands
from bot.core.rules.model import GroupRules
from bot.core.scene import Scene
from bot.core.scene_record import command as record_command
from bot.core.screening.pictures import SEEN, SIGNS
from bot.core.wording import category_of, quoted
from bot.locales import Sentences


def is_command(message: Message, scene: Scene) -> bool:
    """Whether this is a command that the bot knows, and no cry for help behind one (``/ayuda me asaltan``)."""
    parsed = parse(message.text)
    if parsed is None or message.kind is not Kind.TEXT:
        return False
    if parsed[0] == "start" and is_link_word(parsed[1]):
        return True
    if parsed[0] == "agreed" and agreements.commanded(message.author, scene):
        return True  # "more rounds against the robberies" is what was agreed, and no robbery
    said = Said(text=parsed[1], is_reply=message.reply_to is not None, sent_at=message.sent_at)
    return not parsed[1] or not screening.judge(said, scene.rules).emergency


def on_command(message: Message, scene: Scene) -> Iterator[Effect]:
    """Answer a command, in private where that is possible."""
    parsed = parse(message.text)
    if parsed is None:
        return
    group = None if message.private else scene.group_rules(message.chat_id)
    at_home = message.private and scene.rules.groups
    say = scene.say(home(message.author.id, scene) if at_home else group)
    before = scene.world.messages.get((message.chat_id, message.message_id))
    # a link's word is kept by nobody
    kept = replace(message, text="/start") if parsed[0] == "start" and is_link_word(parsed[1]) else message
    yield SaveMessage(in_group.seen_of(kept, None, scene, before))
    if message.edited:
        return
    reply = _reply(message, *parsed, group, say, scene)
    yield from reply.effects
    if not reply.text:
        return
    if message.private:
        yield Send(answer(message, reply.text, reply.buttons))
    elif scene.world.people[message.author.id].can_write is True:
        yield Send(_to_private(message, reply))
        yield Send(removal(message.chat_id, message.message_id))
    else:
        yield from _briefly_in_group(message, reply.text, group, scene)


def _reply(message: Message, name: str, argument: str, group: GroupRules | None, say: Sentences, scene: Scene) -> Reply:
    match name:
        case "start" if message.private:  # in a group it starts nothing
            return roster_commands.on_start(message, argument, say, scene)
        case "start" | "help":
            return Reply(say("private.help", number=scene.rules.emergency_number))
        case "record":
            return record_command.on_record(message, group, say, scene)
        case "invite":
            return roster_commands.on_invite(message, argument, say, scene)
        case "duty":
            return roster_commands.on_duty_command(message, group, say, scene)
        case "agreed":
            return agreements.on_agreed(message, argument, say, scene)
        case "digest":
            return _digest(message, argument, say, scene)
        case "where":
            return where_asking.on_where(message, argument, say, scene)
        case _:
            return _why(message, argument, say, scene)


def _digest(message: Message, argument: str, say: Sentences, scene: Scene) -> Reply:
    """Note the wish, which is answered in private; what to say is only why it is not to be had."""
    wish = digest_asking.wish_of(message, argument, say, scene)
    if isinstance(wish, str):
        not_theirs = () if entitled(message.author, scene) else (refused("digest", message.author, scene),)
        return Reply(wish, effects=not_theirs)
    gone = () if message.private else (Send(removal(message.chat_id, message.message_id)),)
    return Reply(effects=(*wish.noted(), *gone))


def _why(message: Message, argument: str, say: Sentences, scene: Scene) -> Reply:
    """What was decided of the message that is asked about, and what happened to its report."""
    seen = _asked_about(message, argument, scene)
    if seen is None:
        return Reply(say("why_command.nothing"))
    if seen.person_id != message.author.id and not _may_ask(message, seen, scene):
        return Reply(say("why_command.not_entitled"), effects=(refused("why", message.author, scene),))
    decided = say(
        "why_command.message",
        time=scene.clock(seen.sent_at),
        verdict=_verdict(seen, say),
        rule=seen.rule or "—",
        certainty=round(seen.certainty * 100),
        evidence=quoted(", ".join(_shown(seen, say)), 300) or say("why_command.no_evidence"),
        version=seen.rules_version,
    )
    return Reply(decided)


def _shown(seen: Seen, say: Sentences) -> Iterator[str]:
    """The words that decided, and what was seen in the picture."""
    for each in seen.evidence:
        sign = each.removeprefix(SEEN)
        yield say(f"seen.{sign}") if sign != each and sign in SIGNS else each


def _may_ask(message: Message, seen: Seen, scene: Scene) -> bool:
    """Whether they have a power in the group that the message was for."""
    report = scene.world.reports.get(seen.report_id) if seen.report_id is not None else None
    group = scene.group_rules(report.group_id if report else seen.chat_id)
    return group is not None and scene.standing(message.author, group).role is not Role.NEIGHBOR


def _asked_about(message: Message, argument: str, scene: Scene) -> Seen | None:
    messages = scene.world.messages
    report_id = folio_asked(f"/why {argument}") if argument else None
    if message.reply_to is not None and report_id is None:
        if (seen := messages.get((message.chat_id, message.reply_to))) is not None:
            return seen
        post = scene.world.post_at(message.chat_id, message.reply_to)
        action = post.outgoing.action if post else None
        if isinstance(action, Say) and (items := action.facts.get("items")):
            return messages.get((items[-1]["chat_id"], items[-1]["message_id"]))
        report = following.replied_to(message, scene)
        report_id = report.id if report else None
    report = scene.world.reports.get(report_id) if report_id is not None else None
    return messages.get((report.chat_id, report.message_id)) if report else None


def _verdict(seen: Seen, say: Sentences) -> str:
    match seen.verdict:
        case Verdict.REPORT:
            kind = "emergency" if seen.emergency else "report"
            return say(f"why_command.{kind}", category=category_of(seen.category, say))
        case Verdict.REJECT if seen.reason is not None:
            return say("why_command.reject", reason=say(f"reason.{seen.reason}"))
        case Verdict.PASS:
            return say("why_command.about_report" if seen.rule == ABOUT_REPORT else "why_command.pass")
        case _:
            return say("why_command.unjudged")


def _to_private(message: Message, reply: Reply) -> Outgoing:
    here = answer(message, reply.text)
    return replace(here, action=Say(chat_id=message.author.id, text=reply.text, buttons=reply.buttons))


def _briefly_in_group(message: Message, text: str, group: GroupRules | None, scene: Scene) -> Iterator[Effect]:
    here = answer(message, text)
    if isinstance(here.action, Say):
        lasts = scene.rules.screening.notice.lasts if group else None
        yield Send(replace(here, action=replace(here.action, silent=True, lasts=lasts)))
