"""Words of imports: what a column can say, what is being done with a file."""

from typing import Final

from pulang.areas.intake.facts import Column, FileState, RowState
from pulang.doors.web import parts
from pulang.doors.web.labels import Labels
from pulang.kernel.words import Words

COLUMNS: Final[Labels] = {
    Column.NAME: Words(id="Nama lengkap", en="Full name"),
    Column.FIRST_NAME: Words(id="Nama depan", en="First name"),
    Column.LAST_NAME: Words(id="Nama belakang", en="Last name"),
    Column.NIK: Words(id="NIK", en="NIK"),
    Column.BIRTH_DATE: Words(id="Tanggal lahir", en="Birth date"),
    Column.PHONE: Words(id="Telepon", en="Phone"),
    Column.ADDRESS: Words(id="Alamat asal", en="Home address"),
    Column.ALIAS: Words(id="Nama panggilan berkas", en="Alias of the case"),
    Column.HOME: Words(id="Kabupaten atau kota asal", en="Home district"),
    Column.VILLAGE: Words(id="Desa atau kelurahan asal (disegel)", en="Home village (kept sealed)"),
    Column.ORIGIN: Words(id="Provinsi asal", en="Province of origin"),
    Column.SITE: Words(id="Lokasi sekarang", en="Site"),
    Column.BLOCK: Words(id="Blok", en="Block"),
    Column.CHILDREN: Words(id="Anak yang ikut", en="Children with her"),
    Column.ADULTS: Words(id="Orang dewasa yang ikut", en="Adults with her"),
    Column.PAPERS: Words(id="Surat identitas", en="Identity papers"),
    Column.CHOICE: Words(id="Pilihan", en="Choice"),
    Column.INFORMED: Words(id="Cara penjelasan", en="How she was informed"),
    Column.COMPANION: Words(id="Ditemani orang kepercayaan", en="Somebody she trusts was there"),
    Column.CONSENTS: Words(id="Persetujuan", en="Consents"),
    Column.TEXT_VERSION: Words(id="Versi naskah persetujuan", en="Version of the consent text"),
    Column.LANGUAGE: Words(id="Bahasa", en="Language"),
    Column.HAPPENED_ON: Words(id="Tanggal pendaftaran", en="Date of registration"),
}
STATES: Final[dict[FileState, tuple[Words, str]]] = {
    FileState.KEPT: (Words(id="Kolom belum diperiksa", en="Columns to be looked at"), parts.WAITING),
    FileState.TRYING: (Words(id="Sedang dicoba", en="Being tried"), parts.NEWS),
    FileState.TRIED: (Words(id="Sudah dicoba, belum didaftarkan", en="Tried, not registered"), parts.WAITING),
    FileState.ENTERING: (Words(id="Sedang didaftarkan", en="Being registered"), parts.NEWS),
    FileState.ENTERED: (Words(id="Sudah didaftarkan", en="Registered"), parts.GOOD),
    FileState.REFUSED: (Words(id="Tidak dapat dibaca", en="Could not be read"), parts.STOPPED),
}
AWAY: Final = Words(id="Berkas sudah dihapus", en="File is gone")
UNDONE: Final = Words(id="Ditarik kembali", en="Taken back")
WHAT: Final[dict[RowState, Words]] = {
    RowState.MEND: Words(id="Perlu diperbaiki", en="To mend"),
    RowState.PERHAPS: Words(id="Mungkin orang yang sama", en="Perhaps the same person"),
    RowState.READY: Words(id="Siap, dengan catatan", en="Ready, with a remark"),
    RowState.KNOWN: Words(id="Sudah terdaftar, dengan catatan", en="Registered before, with a remark"),
}
TRIED: Final = Words(
    id="{ready} siap, {mend} perlu diperbaiki, {perhaps} mungkin orang yang sama.",
    en="{ready} ready, {mend} to mend, {perhaps} perhaps the same person.",
)
ENTERED: Final = Words(
    id="{registered} orang didaftarkan; {perhaps} di antaranya ditandai mungkin orang yang sama. {mend} baris belum "
    "didaftarkan karena perlu diperbaiki.",
    en="{registered} people were registered; {perhaps} of them are marked perhaps the same person. {mend} rows were "
    "not registered because they are to be mended.",
)
KNOWN: Final = Words(
    id="{known} baris sudah terdaftar sebelumnya dan tidak didaftarkan dua kali.",
    en="{known} rows were registered before and are not registered twice.",
)
