"""Intake from workbooks: which column says what, what each row means, which cases came from which workbook."""
