"""The files around an import: the same table given back with remarks, and an empty one to fill in."""

from typing import Final

from pulang.areas.intake import reading
from pulang.areas.intake.facts import Column, RowState
from pulang.areas.intake.rules import words_of
from pulang.flows.workbook import Report, Source
from pulang.kernel.words import Words
from pulang.storage import workbooks
from pulang.storage.sheets.apart import opened


def marked(source: Source, report: Report, lang: str) -> bytes:
    """This will give the same table back as a workbook, with a column that says what is to be mended in each row."""
    remarks = {
        one.line: "; ".join(words.text(lang) for words in one.words)
        for one in report.told
        if one.state is not RowState.KNOWN
    }
    rows = opened(source.content, source.sheet).rows
    return workbooks.marked(rows, head=report.plan.first - 1, title=reading.MARKED, remarks=remarks)


def template() -> bytes:
    """This will give an empty workbook to fill in, with the headings that are known and lists of the words."""
    heads = [_HEADS[column] for column in Column if column in _HEADS]
    lists = {_HEADS[column]: words_of(column) for column in Column if column in _HEADS and column in _LISTED}
    return workbooks.template(heads, lists, [line for words in _HELP for line in (words.id, words.en, "")])


_HEADS: Final = {
    Column.NAME: "Nama",
    Column.NIK: "NIK",
    Column.BIRTH_DATE: "Tanggal lahir",
    Column.PHONE: "Telepon",
    Column.ADDRESS: "Alamat asal",
    Column.ALIAS: "Nama panggilan",
    Column.HOME: "Kabupaten atau kota asal",
    Column.VILLAGE: "Desa atau kelurahan asal",
    Column.SITE: "Lokasi",
    Column.BLOCK: "Blok",
    Column.CHILDREN: "Anak yang ikut",
    Column.ADULTS: "Dewasa yang ikut",
    Column.PAPERS: "Dokumen",
    Column.CHOICE: "Pilihan",
    Column.INFORMED: "Penjelasan",
    Column.CONSENTS: "Persetujuan",
    Column.TEXT_VERSION: "Versi naskah",
    Column.HAPPENED_ON: "Tanggal daftar",
}
_LISTED: Final = frozenset({Column.CHOICE, Column.INFORMED, Column.PAPERS})
_HELP: Final = (
    Words(
        id="Satu baris untuk satu orang. Cukup ada nama, NIK, telepon atau nama panggilan.",
        en="One row for one person. All that is needed is a name, a NIK, a phone number or an alias.",
    ),
    Words(
        id="NIK disimpan sebagai teks; jangan diubah menjadi bilangan, angka ke-16 akan hilang.",
        en="The NIK is kept as text; do not turn it into a number, its 16th digit would be lost.",
    ),
    Words(
        id="Tanggal: 1 Februari 1990, 01-02-1990 (hari lebih dulu), atau tahunnya saja bila hanya itu diketahui.",
        en="Dates: 1 February 1990, 01-02-1990 (the day first), or the year alone where that is all that is known.",
    ),
    Words(
        id="Nama panggilan tampak tanpa dibuka, jadi bukan nama asli. Pekerjaan dan penyakit tidak dicatat.",
        en="The alias is shown without opening anything, so no real names there. Work and illness are not recorded.",
    ),
)
