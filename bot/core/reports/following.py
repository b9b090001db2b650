"""Which report a message belongs to: by reply, by album, or because its author reported something minutes ago."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.core.model.incoming import Message
from bot.core.model.kept import Seen
from bot.core.model.kinds import Category, Kind, Verdict
from bot.core.model.meaning import Judgement, Place
from bot.core.model.report import Report, Witness
from bot.core.places import read_correction, says_only_where, takes_back
from bot.core.places.nearness import Nearness, nearness
from bot.core.reading.conduct import tells_only_of_looks
from bot.core.reading.replies import tells_how_it_stands
from bot.core.reports.albums import album_report
from bot.core.reports.lifecycle import CLOSED, UNANSWERED, waits_for_conduct
from bot.core.scene import Scene
from bot.core.witnesses.kinship import kin

MERE_ANSWER = "pass.place"

_STILL_THEIRS = timedelta(hours=12)
"""So long what its author says of it ("sigue la fuga") is said of the report that is open."""

_MAY_TURN_BAD = frozenset(
    {Category.SUSPICIOUS_PERSON, Category.PUBLIC_SPACE, Category.NEIGHBOR_DISPUTE, Category.THEFT}
)
"""Ordinary matters in which people are: what their author cries a minute later is most likely about them."""

_ABOUT_PEOPLE = _MAY_TURN_BAD | {Category.VIOLENCE, Category.KIDNAPPING, Category.INJURY}

_POINTS = frozenset({Kind.LOCATION, Kind.LIVE_LOCATION, Kind.VENUE, Kind.PHOTO, Kind.VIDEO})


def report_of(seen: Seen | None, scene: Scene) -> Report | None:
    """The report that a stored message belongs to."""
    report = scene.world.reports.get(seen.report_id) if seen is not None and seen.report_id is not None else None
    if seen is None or report is None or not seen.text or seen.text in report.words:
        return report
    if was_reported_by(seen.person_id, report):
        return report
    # a witness who was parted from it took along all that they had written
    own = (each for each in scene.world.reports.values() if each.reporter_id == seen.person_id)
    return next((each for each in own if seen.text in each.words), report)


def replied_to(message: Message, scene: Scene) -> Report | None:
    """The report whose line, alert or message this replies to."""
    if message.reply_to is None:
        return None
    report_id = None
    if (seen := scene.world.messages.get((message.chat_id, message.reply_to))) is not None:
        report_id = seen.report_id
    if report_id is None and (post := scene.world.post_at(message.chat_id, message.reply_to)) is not None:
        report_id = post.outgoing.report_id
    return scene.world.reports.get(report_id) if report_id is not None else None


def replies_to_nothing_known(message: Message, scene: Scene) -> bool:
    """Whether the number of what this replies to was lost: killed between sending it and hearing that it was taken."""
    target = (message.chat_id, message.reply_to or 0)
    return message.reply_to is not None and target not in scene.world.messages and scene.world.post_at(*target) is None


def witness_in(report: Report, person_id: int) -> Witness | None:
    """What this person has witnessed of the report."""
    return next((each for each in report.witnesses if each.person_id == person_id), None)


def with_witness(report: Report, witness: Witness) -> Report:
    """The report with what this witness says now, in their place among the others; a new one is the last."""
    others = [each for each in report.witnesses if each.person_id != witness.person_id]
    if len(others) == len(report.witnesses):
        return replace(report, witnesses=(*others, witness))
    same = [witness if each.person_id == witness.person_id else each for each in report.witnesses]
    return replace(report, witnesses=tuple(same))


def was_reported_by(person_id: int, report: Report) -> bool:
    """Whether they reported it, as the first or as a witness."""
    return person_id == report.reporter_id or witness_in(report, person_id) is not None


def followed(message: Message, judgement: Judgement, scene: Scene) -> Report | None:
    """The report that a neighbour's message adds to, or None where it stands for itself."""
    if (of_album := album_report(message, scene)) is not None:
        return of_album
    report = replied_to(message, scene)
    quoted = report is not None
    if report is None:
        report = _own_recent(message, judgement, scene) or _own_that_is_told_of(message, judgement, scene)
    if report is None:
        return None
    if report.reporter_id == message.author.id and _is_taken_back(report, message, scene):
        return report
    is_answer = waits_for_conduct(report) and (quoted or _sounds_like_conduct(message, judgement))
    if judgement.verdict is Verdict.REPORT and _is_another(report, judgement, scene, is_answer):
        return None
    if message.reply_to is None and judgement.verdict is Verdict.REPORT and _is_next_door(report, judgement):
        return None
    return report


def is_mere_answer(message: Message, scene: Scene) -> bool:
    """Whether it says nothing but where, minutes after its author's report: a street's name alone is no event."""
    asking = Judgement(verdict=Verdict.PASS, rule=MERE_ANSWER, place=Place(street="?"))
    if message.forwarded or _own_recent(message, asking, scene) is None:
        return False
    return says_only_where(message.text, scene.rules)  # last, for it costs most


def _is_taken_back(report: Report, message: Message, scene: Scene) -> bool:
    """Whether the author says that they were wrong about its place, whatever else the message is."""
    return takes_back(message.text) and read_correction(message.text, report.place, scene.rules) is not None


def _sounds_like_conduct(message: Message, judgement: Judgement) -> bool:
    """Whether it may be what somebody does, or how they look again; another place or a lamp is neither."""
    about_people = judgement.category in _ABOUT_PEOPLE and not judgement.place.known
    return about_people or tells_only_of_looks(message.text)


def answered_by_police(message: Message, judgement: Judgement, scene: Scene) -> Report | None:
    """The report that an officer speaks of: the one replied to, else the only one that their answer can be about."""
    if (report := replied_to(message, scene)) is not None:
        return None if judgement.verdict is Verdict.REPORT and _is_another(report, judgement, scene) else report
    if message.reply_to is not None or judgement.response is None or judgement.verdict is Verdict.REPORT:
        return None
    known = scene.world.reports.values()
    waiting = [report for report in known if report.state in UNANSWERED and _was_told_in(message, report, scene)]
    own = [report for report in known if report.owner_id == message.author.id and report.state not in CLOSED]
    about = waiting or own
    return about[0] if len(about) == 1 else None


def is_new_emergency(report: Report, judgement: Judgement) -> bool:
    """Whether an edited message tells of an emergency where its report was none, and is closed."""
    return judgement.emergency and not report.emergency and report.state in CLOSED


def _was_told_in(message: Message, report: Report, scene: Scene) -> bool:
    """Whether an officer who speaks there has just read of the report there."""
    if message.private:
        return any(post.outgoing.action.chat_id == message.chat_id for post in scene.world.posts_of(report.id))
    since = scene.now - scene.rules.report.follow_up
    return report.group_id == message.chat_id and report.opened_at >= since


def _own_recent(message: Message, judgement: Judgement, scene: Scene) -> Report | None:
    own = [
        report
        for report in _open_of(message.author.id, scene)
        if (report.chat_id == message.chat_id or message.private)  # what the group need not know is said to the bot
        and _is_fresh(report, message, scene)
    ]
    latest = max(own, key=lambda report: report.opened_at, default=None)
    if latest is None or latest.category is None:
        return latest  # what and where were asked: whatever they say now is the answer
    if message.reply_to is not None and message.kind not in _POINTS and not judgement.place.known:
        return None  # they talk with somebody about something else
    return latest


def _own_that_is_told_of(message: Message, judgement: Judgement, scene: Scene) -> Report | None:
    """The only report of theirs that is open, hours later, where they say that it goes on or is over.

    An emergency is told at once, by a report of its own.
    """
    if message.reply_to is not None or message.private or judgement.emergency:
        return None
    own = [
        report
        for report in _open_of(message.author.id, scene)
        if report.chat_id == message.chat_id and timedelta(0) <= message.sent_at - report.opened_at <= _STILL_THEIRS
    ]
    is_known = len(own) == 1 and nearness(judgement.place, own[0].place, scene.rules) is not Nearness.APART
    return own[0] if is_known and tells_how_it_stands(message.text) else None


def _open_of(person_id: int, scene: Scene) -> list[Report]:
    """What they reported or witnessed, and is open; most reports have no witness, which is seen without a call."""
    return [
        report
        for report in scene.world.reports.values()
        if (report.reporter_id == person_id or (report.witnesses and was_reported_by(person_id, report)))
        and report.state not in CLOSED
    ]


def _is_fresh(report: Report, message: Message, scene: Scene) -> bool:
    if report.category is None:  # it was opened by a tap, whose time is ours and not Telegram's
        return scene.now - report.opened_at <= scene.rules.report.follow_up
    witness = witness_in(report, message.author.id)
    since = witness.at if witness is not None else report.opened_at
    return timedelta(0) <= message.sent_at - since <= scene.rules.report.follow_up


def _is_another(report: Report, judgement: Judgement, scene: Scene, is_answer: bool = False) -> bool:
    """Whether a message that is a report by itself tells of another incident than this one.

    ``is_answer``: it was asked what a person is doing, and whatever that is may be called something else.
    """
    if report.state in CLOSED:
        return True
    place, other = report.place, judgement.place
    says_where = bool(other.street or other.landmark)
    elsewhere = place.street is not None and other.street is not None and place.street != other.street
    elsewhere = elsewhere and other.street != place.cross_street and place.street != other.cross_street
    other_kind = report.category is not None and judgement.category not in (None, report.category) and not is_answer
    if other_kind and report.emergency and report.state in UNANSWERED and kin(report.category, judgement.category):
        # shots where somebody is robbed: what nobody has answered yet is one thing at one door
        other_kind = nearness(place, other, scene.rules) < Nearness.NEAR
    if judgement.category is Category.NOTICE and not judgement.emergency:
        return False  # little more than an address: "sorry, it is at…"
    if report.emergency:
        # more of the same while it goes on ("they have a gun", "he is hurt"), unless it says where it is itself
        return elsewhere or (other_kind and judgement.emergency and says_where)
    if judgement.emergency and report.state in UNANSWERED and report.category in _MAY_TURN_BAD:
        return elsewhere or (other_kind and says_where)
    # else an emergency is told apart from an ordinary report, above all from one that has its answer, because nobody
    # has answered the emergency: better two alerts than a wrong one
    return elsewhere or other_kind or (judgement.emergency and report.state not in UNANSWERED)


def _is_next_door(report: Report, judgement: Judgement) -> bool:
    """Whether it tells the same sort of ordinary thing at another number of the street: two lamps, not one.

    An emergency moves ("now they are at number 60"), and who only corrects the number says nothing of what it is.
    """
    place, other = report.place, judgement.place
    same_sort = not report.emergency and judgement.category is report.category is not Category.NOTICE
    numbers = place.number is not None and other.number is not None and place.number != other.number
    return same_sort and numbers and place.street == other.street
