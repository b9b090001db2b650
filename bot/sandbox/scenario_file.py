"""Reading a scenario from a file; what is wrong in it is said with file, line and place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from bot.sandbox.people import ADMIN_RIGHTS
from bot.sandbox.scenario import BOT, PRIVATE, Scenario
from bot.sandbox.yaml_lines import InvalidScenario, Source


def read_scenario(file: Path) -> Scenario:
    """The scenario in that file. Raises InvalidScenario, or OSError when it cannot be read."""
    return parse_scenario(file.read_text(encoding="utf-8"), file)


def parse_scenario(text: str, file: Path) -> Scenario:
    """The scenario that the text is; ``file`` is for messages and for what lies beside it. Raises InvalidScenario."""
    source = Source(text, str(file))
    try:
        scenario = Scenario.model_validate({**source.data, "file": file})
    except ValidationError as error:
        raise InvalidScenario([_problem(source, dict(one)) for one in error.errors()]) from None
    problems = [source.problem(path, what) for path, what in _unknown_names(scenario)]
    if problems:
        raise InvalidScenario(problems)
    return scenario


def _problem(source: Source, error: dict[str, Any]) -> str:
    what = str(error["msg"]).removeprefix("Value error, ")
    if error["type"] == "extra_forbidden":
        what = "no such key"
    return source.problem(error["loc"], what[0].lower() + what[1:])


def _unknown_names(scenario: Scenario) -> Iterator[tuple[tuple[int | str, ...], str]]:
    people, groups = scenario.people, scenario.groups
    for name in set(people) & {BOT, PRIVATE} | set(people) & set(groups):
        yield ("people", name), f"{name!r} means something else already"
    for label, group in groups.items():
        unknown = {*(group.members or []), *group.administrators} - set(people)
        for name in sorted(unknown):
            yield ("groups", label), f"nobody is called {name!r}"
        for right in group.rights or []:
            if right not in ADMIN_RIGHTS:
                yield ("groups", label, "rights"), f"{right!r} is no right; there are {', '.join(ADMIN_RIGHTS)}"
    before = scenario.starts_at
    for number, (moment, _) in enumerate(scenario.timeline()):
        if moment < before:
            what = f"{moment:%Y-%m-%d %H:%M} is over by then: it is {before:%Y-%m-%d %H:%M}"
            yield ("steps", number, "at"), what
        before = moment
    labels: set[str] = set()
    for number, step in enumerate(scenario.steps):
        here = ("steps", number)
        if step.who is not None and step.who not in {*people, BOT}:
            yield (*here, "who"), f"nobody is called {step.who!r}; there are {', '.join(people)}"
        if step.where is not None and step.where not in {*groups, *people, PRIVATE}:
            yield (*here, "in"), f"no chat is called {step.where!r}; there are {', '.join([*groups, PRIVATE])}"
        if step.migrates is not None and step.migrates not in groups:
            yield (*here, "migrates"), f"no group is called {step.migrates!r}"
        for key in ("edits", "moves"):
            earlier = getattr(step, key)
            if earlier is not None and earlier not in labels:
                yield (*here, key), f"no message before this one has the label {earlier!r}"
        if step.label:
            labels.add(step.label)
        for place, expectation in enumerate(step.expect):
            named = {expectation.where, expectation.who, *expectation.status} - {None, *groups, *people}
            for stranger in sorted(map(str, named)):
                yield (*here, "expect", place), f"nobody and no chat is called {stranger!r}"
