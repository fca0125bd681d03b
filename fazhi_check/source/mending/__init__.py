"""All slips of a broken YAML text in one run: each is mended in a copy of the text, and reading goes on after it."""
