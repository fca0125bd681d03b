"""What a unit reports: the records that the checker works with, and the ways to them from a text.

`records` are plain and frozen, `schema` is what pydantic's core makes them by, `models` are the public definition in
pydantic, `reading` leads from a text to a submission with all that is wrong with its form, `places` from a path in it
to line and column.
"""
