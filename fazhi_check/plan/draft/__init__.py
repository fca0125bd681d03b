"""A plan drafted from its published text: the page read, its headings, its commitments, and what each may ask."""
