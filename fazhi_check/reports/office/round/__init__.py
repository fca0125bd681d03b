"""The sheets of the ledger that a round brings, and those that earlier reports bring."""
