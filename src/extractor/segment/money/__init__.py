"""Amounts: tables of them, and blocks of them in a form."""
