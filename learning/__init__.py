"""Teaches the reader's model from the labelled messages; nothing of it is needed where the bot runs."""
