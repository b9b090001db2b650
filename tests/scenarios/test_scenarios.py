"""Each file beside this one is a whole conversation, played with the real bot. README.md tells the format."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from bot.demo import perform
from bot.sandbox.paper import Paper
from bot.sandbox.scenario_file import read_scenario
from bot.sandbox.state import State
from bot.sandbox.transcript import Transcript
from bot.sandbox.words import Words
from storage.database import Database
from storage.verifying import Whole, verify

HERE = Path(__file__).parent
SEAL = re.compile(r"--head ([0-9a-f]{16})")
PAPERS = {
    "a_week_and_its_monday": {
        "CUA-2019-W02.pdf": [
            "Más rondines en Río Lerma (del 07/01), para el 20/01/2019",
            "Podar los árboles (del 07/01), cumplido el 11/01 (Cmte. Ruiz)",
            "Semana del 14/01: cuadrante CUA-1. Después: CUA-2.",
        ]
    },
    "what_was_agreed_is_kept_in_mind": {
        "CUA-2019-W02.pdf": [
            "Lo que se acordó la última vez • Más rondines en Río Sena (del 12/01), para el 19/01/2019"
            " • Poda de los árboles de Río Lerma (del 12/01) Reportes de la semana: 0",
            "Acuerdos anteriores que siguen abiertos Nada anotado.",
            "Semana del 14/01: cuadrante CUA-2. Después: CUA-1.",
        ],
        "CUA-2019-W03.pdf": [
            "Lo que se acordó la última vez • Luz nueva en el parque (del 14/01), para el 25/01/2019"
            " Cumplido desde el resumen anterior"
            " • Poda de los árboles de Río Lerma (del 12/01), cumplido el 14/01 (Cmte. Ruiz) Reportes",
            "Acuerdos anteriores que siguen abiertos • Más rondines en Río Sena (del 12/01), venció el 19/01/2019",
            "Semana del 21/01: cuadrante CUA-1. Después: CUA-2.",
        ],
    },
}
"""What must be readable in the papers that a scenario sends, by the name of the paper."""
EVENING = HERE.parents[1] / "bot" / "sandbox" / "evening.yaml"


@pytest.mark.parametrize("file", [*sorted(HERE.glob("*.yaml")), EVENING], ids=lambda file: str(file.stem))
async def test_the_conversation_goes_as_the_scenario_says(
    file: Path, sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # no .env of the developer's is read
    scenario = read_scenario(file)
    performance = await perform(scenario, sqlite_url)
    seen = Transcript(performance.stage.telegram, scenario.timezone, Words(scenario.language), Paper()).text()
    assert not performance.played.failures, "\n".join([scenario.name, *performance.played.failures, "", seen])
    telegram = performance.stage.telegram
    assert await _log_is_whole_with(_seals(telegram), sqlite_url)
    for name, words in PAPERS.get(file.stem, {}).items():
        for paper in _papers(telegram, name):
            assert [each for each in words if each not in paper] == [], paper


def _seals(telegram: State) -> set[str]:
    """The heads of the log that commanders were sent."""
    texts = [message.text for chat in telegram.chats.values() for message in chat.messages.values()]
    return {found[1] for text in texts if (found := SEAL.search(text))}


async def _log_is_whole_with(seals: set[str], url: str) -> bool:
    """What ``cuadrante log verify`` says, and with ``--head`` of each of these."""
    database = await Database.open(url)
    async with database.read() as session:
        results = [await verify(session, seal) for seal in [None, *seals]]
    await database.close()
    return all(isinstance(each, Whole) and (number == 0 or each.found) for number, each in enumerate(results))


def _papers(telegram: State, name: str) -> list[str]:
    """The words of each paper that was sent under this name; it may have been sent to several."""
    found = [file.data for file in telegram.files.all() if file.name == name]
    assert found, f"no {name} was sent"
    pages = [PdfReader(BytesIO(data)).pages for data in found]
    return [" ".join(" ".join(page.extract_text().split()) for page in each) for each in pages]
