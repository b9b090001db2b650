"""A report from its first message on: opened, routed, told, followed up, escalated."""
