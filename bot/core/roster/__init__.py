"""Who may come in, who serves when, and what is handed over when a shift changes."""
