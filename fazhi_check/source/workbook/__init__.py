"""Workbooks (.xlsx, .xlsm) to sheets of cells, each by what it says. Nothing here knows what a target is."""
