"""Lines outside the grids: what they are, and what they say by themselves."""
