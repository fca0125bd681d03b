"""What people fill in: a blank form, and a form brought up to date."""
