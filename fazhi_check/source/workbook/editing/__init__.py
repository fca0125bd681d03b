"""Changing a workbook where it must change, in the text of its parts, so that all else keeps its bytes."""
