"""A rules file's own examples: does each message fare as its rule says it should?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.core.model.kinds import Verdict
from bot.core.model.meaning import Judgement, Said
from bot.core.rules.model import Example, Expectation, Language, Rules
from bot.core.rules.problems import shown
from bot.core.rules.wording import Wording

Judge = Callable[[Said, Rules], Judgement]


@dataclass(frozen=True, slots=True)
class FailedExample:
    """An example that came out otherwise than its rule says."""

    example: Example
    judgement: Judgement
    came_out: Expectation
    file: str
    language: Language

    def __str__(self) -> str:
        say = Wording(self.language)
        wanted, got = self.example, self.judgement
        found = say(
            "example_found",
            text=shown(wanted.text),
            found=_outcome(say, self.came_out, got.reason, got.category),
            rule=got.rule,
        )
        expected = say("example_expected", expected=_outcome(say, wanted.expect, wanted.reason, wanted.category))
        return f"{self.file}:{wanted.line}: {wanted.path}: {found}; {expected}"


def run_examples(rules: Rules, judge: Judge, file: str = "rules.yaml") -> tuple[FailedExample, ...]:
    """Judge every example and keep those that fail."""
    failed = []
    for example in rules.examples:
        judgement = judge(Said(text=example.text, kind=example.kind), rules)
        came_out = outcome(judgement, rules)
        if not _as_expected(example, judgement, came_out):
            failed.append(FailedExample(example, judgement, came_out, file, rules.language))
    return tuple(failed)


def outcome(judgement: Judgement, rules: Rules) -> Expectation:
    """What becomes of the message: an uncertain rejection removes nothing."""
    if judgement.verdict is Verdict.REPORT:
        return "emergency" if judgement.emergency else "report"
    certain = judgement.certainty >= rules.screening.certainty
    return "reject" if judgement.verdict is Verdict.REJECT and certain else "keep"


def _as_expected(example: Example, judgement: Judgement, came_out: Expectation) -> bool:
    match example.expect:
        case "keep":
            right = came_out != "reject"
        case "report":
            right = judgement.verdict is Verdict.REPORT
        case _:
            right = came_out == example.expect
    same_reason = example.reason in (None, judgement.reason)
    same_category = example.category in (None, judgement.category)
    return right and same_reason and same_category


def _outcome(say: Wording, came_out: Expectation, reason: str | None, category: str | None) -> str:
    match came_out:
        case "keep":
            return say("example_kept")
        case "reject":
            return say("example_rejected_for", reason=reason) if reason else say("example_rejected")
        case "report":
            return say("example_report_of", category=category) if category else say("example_report")
        case "emergency":
            return say("example_emergency_of", category=category) if category else say("example_emergency")
