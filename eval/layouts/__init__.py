"""The generated suites layouts-dev, layouts-more and layouts-test: their layouts, their words, and what makes the documents."""
