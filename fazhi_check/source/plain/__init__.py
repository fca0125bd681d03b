"""Fast readers for plain YAML and JSON: the part that people write by hand and programs generate.

They read block mappings and lists, single-line texts, texts after | and >, and brackets on one line or as a whole
text, and nothing else. Whatever they cannot vouch for they refuse, and the exact reader takes over. `tree` reads a
text with the place of everything; `reader` reads the same to plain data with few places, in a fraction of the time.
They are held together by tests that compare what they read, places and all. Being strict costs speed only, never a
finding.
"""
