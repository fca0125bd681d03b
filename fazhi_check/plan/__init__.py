"""What was promised: plans, their targets, and where they are kept."""
