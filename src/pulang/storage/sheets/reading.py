"""Opens whatever table a file is, through the gate."""

from pulang.storage.sheets import csvs, ods, xls, xlsx
from pulang.storage.sheets.cells import Sheet
from pulang.storage.sheets.gate import Format, format_of


def opened(content: bytes, sheet: str = "") -> Sheet:
    """This will open a table for reading, once; refuses traps, locked files, and what is no table.

    Rows are made while they are read, so what is wrong further down is refused when reading comes to it.
    """
    found = format_of(content)
    if found is Format.XLSX:
        return xlsx.read(content, sheet)
    if found is Format.ODS:
        return ods.read(content, sheet)
    if found is Format.XLS:
        return xls.read(content, sheet)
    return csvs.read(content)
