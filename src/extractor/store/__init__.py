"""Runs, records and decisions kept in a database: nothing is changed, everything is added."""
