"""The administrator's rules: what they are, and how their file is read and checked."""
