"""What every test shares."""

import os

# PTB reads this when it is imported; without it, reading a span of time warns, and a warning fails the test.
os.environ["PTB_TIMEDELTA"] = "1"

pytest_plugins = ["tests.databases"]
