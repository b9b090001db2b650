"""The only package that speaks to Telegram."""

import os

# PTB reads this when it is imported: spans of time come as timedelta, and reading one does not warn.
os.environ.setdefault("PTB_TIMEDELTA", "1")
