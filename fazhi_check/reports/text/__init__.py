"""Reports that people read as text: on a terminal, or in Markdown."""
