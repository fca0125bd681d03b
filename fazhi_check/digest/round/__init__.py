"""A round as every format shows it: who has reported, unit by unit, task by task, and the matrix of both."""
