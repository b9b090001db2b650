"""The record that an officer makes at the scene: the dialogue, and what stands on its paper."""
