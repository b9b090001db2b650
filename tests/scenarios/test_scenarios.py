"""Each file beside this one is a whole conversation, played with the real bot. README.md tells the format."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.demo import perform
from bot.sandbox.paper import Paper
from bot.sandbox.scenario_file import read_scenario
from bot.sandbox.transcript import Transcript
from bot.sandbox.words import Words
from storage.database import Database
from storage.verifying import Whole, verify

HERE = Path(__file__).parent
EVENING = HERE.parents[1] / "bot" / "sandbox" / "evening.yaml"


@pytest.mark.parametrize("file", [*sorted(HERE.glob("*.yaml")), EVENING], ids=lambda file: str(file.stem))
async def test_the_conversation_goes_as_the_scenario_says(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # no .env of the developer's is read
    scenario = read_scenario(file)
    url = f"sqlite+aiosqlite:///{tmp_path}/played.db"
    performance = await perform(scenario, url)
    seen = Transcript(performance.stage.telegram, scenario.timezone, Words(scenario.language), Paper()).text()
    assert not performance.played.failures, "\n".join([scenario.name, *performance.played.failures, "", seen])
    assert await _log_is_whole(url)


async def _log_is_whole(url: str) -> bool:
    database = await Database.open(url)
    async with database.read() as session:
        result = await verify(session)
    await database.close()
    return isinstance(result, Whole)
