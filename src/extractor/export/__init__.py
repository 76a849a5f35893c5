"""Reviewed records as files for people and programs."""
