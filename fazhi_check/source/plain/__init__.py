"""A fast reader for plain YAML: the part that people write by hand and programs generate.

It reads block mappings and lists of single-line scalars and single-line [..] and {..}, and nothing else. Whatever
it cannot vouch for it refuses, and the exact reader takes over. `tree` reads a text with the place of everything,
`data` the same text without places, in a fraction of the time. The readers are held together by tests that compare
what they read, places and all. Being strict costs speed only, never a finding.
"""
