"""Rows before anything is found in them: put right, and what heads or counts them."""
