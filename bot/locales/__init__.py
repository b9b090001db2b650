"""Every sentence the bot says, one file for each language."""
