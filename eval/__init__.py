"""The harness: suites of labelled documents, ways to read them, and what the readings are worth. `python -m eval --help`."""
