"""Fast readers for plain YAML and JSON: the part that people write by hand and programs generate.

They read block mappings and lists, single-line texts, texts after | and >, and brackets on one line or JSON as a whole
text, and nothing else, to plain data with the places of its first two levels. Whatever they cannot vouch for they
refuse, and a parser takes over. Tests hold what they read to what the parsers read. Being strict costs speed only,
never a finding.
"""
