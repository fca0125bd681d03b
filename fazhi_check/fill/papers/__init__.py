"""Papers that are handed out before anybody reports: sheets of duties (目标责任书), checklists for an inspection (督察清单)."""
