"""What is no matter for the police: which agency takes it, what it is told, and what officers see of that."""

from __future__ import annotations

from collections.abc import Iterable

from bot.core import buttons
from bot.core.masking import masked
from bot.core.model.kinds import State
from bot.core.model.report import Report
from bot.core.outgoing import Button, Keyboard, in_rows
from bot.core.reading.text import plain_words
from bot.core.referrals.agency import Agency
from bot.core.reports.lifecycle import may_move
from bot.core.rules.model import Rules
from bot.core.scene import Scene
from bot.core.wording import category_of, map_link, place_of, quoted
from bot.locales import Sentences

LONGEST_DESCRIPTION = 4000
"""Characters that Open311 allows."""
_LONGEST_WORDS = 2500


def agencies_for(report: Report, rules: Rules) -> tuple[Agency, ...]:
    """Who may take care of it: those whose words it has, else all that take its category where it is."""
    able = takers_of(report, rules)
    meant = tuple(agency for agency in able if _is_meant(agency, report.words))
    return meant or able


def takers_of(report: Report, rules: Rules) -> tuple[Agency, ...]:
    """All that take its category where it is. An emergency is the police's alone."""
    if report.emergency or report.category is None:
        return ()
    return tuple(
        agency
        for agency in rules.agencies
        if report.category in agency.categories
        and (not agency.quadrants or not set(agency.quadrants).isdisjoint(report.quadrants))
    )


def agency_named(name: str, rules: Rules) -> Agency | None:
    """The agency that the rules call so now."""
    return next((agency for agency in rules.agencies if agency.name == name), None)


def referral_buttons(report: Report, rules: Rules, say: Sentences) -> Keyboard:
    """A button for each agency that may take the report as it is now."""
    if not may_move(report, State.REFERRED):
        return ()
    offered = [
        Button(say("referral.button", agency=agency.name), buttons.encode(buttons.Refer(report.id, agency.key)))
        for agency in agencies_for(report, rules)
    ]
    return in_rows(offered)


def description(report: Report, scene: Scene) -> str:
    """What the agency is told: what, where, since when, our folio; nobody's name, nor how to reach them."""
    group = scene.group_rules(report.group_id)
    say = scene.say(group)
    rows = [
        say("referral.what", category=category_of(report.category, say), folio=report.folio),
        say(
            "referral.where", place=", ".join(part for part in (place_of(report.place, say), scene.rules.city) if part)
        ),
    ]
    if (link := map_link(report.place, scene.rules.city)) is not None:
        rows.append(say("alert.map", link=link))
    local = scene.local(report.opened_at)
    rows.append(say("referral.since", date=local.strftime("%d/%m/%Y"), time=local.strftime("%H:%M")))
    names = (report.reporter_name, *(witness.name for witness in report.witnesses))
    if words := quoted(masked(report.words, names), _LONGEST_WORDS):
        rows.append(say("referral.words", words=words))
    rows.append(say("referral.from", group=group.name if group else "", folio=report.folio))
    return quoted("\n".join(rows), LONGEST_DESCRIPTION)


def _is_meant(agency: Agency, words: str) -> bool:
    written = _singular(plain_words(words))
    return any((phrase := _singular(plain_words(each))).strip() and phrase in written for each in agency.words)


def _singular(plain: str) -> str:
    """Each word as it begins in singular and plural: one lamp or two are the same agency's."""
    return f" {' '.join(_stems(plain.split()))} "


def _stems(words: Iterable[str]) -> Iterable[str]:
    for word in words:
        stem = word.removesuffix("s").removesuffix("e") if len(word) > 3 else word
        yield f"{stem[:-1]}c" if stem.endswith("z") else stem  # luz, luces
