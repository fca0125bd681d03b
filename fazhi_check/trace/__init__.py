"""Proof that nothing is invented or left out: anchors and quotes held against the published text."""
