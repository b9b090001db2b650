"""Two processes of the program by mistake on one database: nobody hears anything twice."""

from __future__ import annotations

from pathlib import Path

from tests.durability.bot_process import bot_process
from tests.durability.town import small_town


async def test_a_second_process_stands_by_and_goes_on_where_the_first_was_killed(
    database_url: str, tmp_path: Path
) -> None:
    place = tmp_path / "second"
    place.mkdir()
    async with (
        small_town(tmp_path, database_url) as town,
        bot_process(place, tmp_path / "rules.yaml", town.bot.environment) as second,
    ):
        await town.bot.start()
        await town.bot.until_logged("telegram.connected")
        await second.start()
        await second.until_logged("another.runs")
        for number in range(3):
            await town.cry(number)
        await town.until_done(3)
        assert len(await town.said_to(town.here.officer)) == 3

        await town.bot.kill()
        await second.until_logged("telegram.connected")
        await town.report(5)
        await town.until_told(town.here.officer, "CUA-000004")
        assert len(await town.said_to(town.here.officer)) == 4
        assert await second.stop() == 0
        assert "Traceback" not in second.log


async def test_who_stands_by_can_be_stopped(sqlite_url: str, tmp_path: Path) -> None:
    place = tmp_path / "second"
    place.mkdir()
    async with (
        small_town(tmp_path, sqlite_url) as town,
        bot_process(place, tmp_path / "rules.yaml", town.bot.environment) as second,
    ):
        await town.bot.start()
        await town.bot.until_logged("telegram.connected")
        await second.start()
        await second.until_logged("another.runs")
        assert await second.stop() == 0
