"""What reviewers decided, put to the record: pure functions, no store and no page."""
