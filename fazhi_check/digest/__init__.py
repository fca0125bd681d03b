"""What every format shows, made once: counts, lines, blocks in their order, and every sentence in both languages.

Digested from the report of a run (`run.digest`), or read from a saved JSON report (`saved`). Formats only lay it out.
Text from outside is masked here; each format escapes what its own syntax asks for.
"""
