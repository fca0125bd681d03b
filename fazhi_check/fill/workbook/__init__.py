"""The sheet that offices fill in: a workbook of the same content as the text form."""
