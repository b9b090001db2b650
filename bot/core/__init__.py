"""Pure decisions: no clock, no await, no logging, no database, no Telegram."""
