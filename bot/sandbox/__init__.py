"""A group chat without Telegram, to try and test everything."""
