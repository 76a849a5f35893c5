"""Tables of targets and of tasks: found among the rows, then given a row for each indicator and a column for each level."""
