"""What every test shares."""

import os

import pytest
from hypothesis import settings

# PTB reads this when it is imported; without it, reading a span of time warns, and a warning fails the test.
os.environ["PTB_TIMEDELTA"] = "1"

pytest_plugins = ["tests.databases"]

# People try new wild inputs with every run; CI tries the same each time, so that a change is judged by what it changed.
settings.register_profile("people", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "people")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: who tests what outlives a `kill -9` mostly waits."""
    return (os.cpu_count() or 1) + 1
