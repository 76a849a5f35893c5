"""Tests of the readers; every input is made here."""
