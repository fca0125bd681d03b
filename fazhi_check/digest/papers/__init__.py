"""What papers say (letters, figures to be checked, the bulletin): from the digest of a run, in an office's words."""
