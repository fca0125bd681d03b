"""The workbook in which an office keeps a round (调度台账.xlsx): written once, from then on the office's own."""
