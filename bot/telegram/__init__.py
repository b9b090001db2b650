"""The only package that speaks to Telegram."""
