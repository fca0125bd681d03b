"""Text to data with positions: files, YAML, dates, numbers, forms. Nothing here knows what a target is."""
