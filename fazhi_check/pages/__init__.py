"""Pages that explain: a code, the rules, the targets, what traces to the plan's text."""
