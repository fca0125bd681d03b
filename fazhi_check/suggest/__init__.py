"""A submission proposed from a published report: its sentences, the facts in them, and the tasks they may answer."""
