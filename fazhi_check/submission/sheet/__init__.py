"""A submission in a workbook: which columns mean what, and from sheets to the tree that a text would give."""
