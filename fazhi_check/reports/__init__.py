"""How a report is shown: one file a format. A format never decides, and a rule never prints."""
