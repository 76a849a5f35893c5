"""The generated suites layouts-dev and layouts-test: their layouts, their words, and what makes the documents."""
