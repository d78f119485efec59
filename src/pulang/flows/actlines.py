"""One line of an act file: `{"id","at","by","do","with"}`, read strictly, whatever bytes stand there.

Every fault becomes a Refusal with one sentence; values are never repeated in it, because they may be personal.
"""

import codecs
import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from pulang.flows import fields
from pulang.kernel.periods import EARLIEST, LATEST
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

LONGEST: Final = 2**20  # bytes of one line; the largest act lists 500 cases and needs a hundredth of it

_KEYS: Final = ("id", "at", "by", "do", "with")
_REF: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/\-]{0,63}")
_BY: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._\-]{0,63}")
_AT: Final = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})[Tt](?P<hour>\d{2}):\d{2}(?::(?P<second>\d{2})(?:\.\d{1,6})?)?"
    r"(?P<offset>[Zz]|[+-]\d{2}:\d{2})?",
    re.ASCII,
)
_FARTHEST: Final = timedelta(hours=14)
_LAST_HOUR: Final = "24"
_LEAP_SECOND: Final = "60"

TOO_LONG: Final = Words(
    id="Baris ini lebih dari 1 MiB. Satu baris hanya untuk satu tindakan.",
    en="This line is longer than 1 MiB. One line holds one act only.",
)
NOT_UTF8: Final = Words(
    id="Baris ini bukan teks UTF-8 yang utuh (bita ke-{place}). Simpan berkas sebagai UTF-8.",
    en="This line is not whole UTF-8 text (byte {place}). Save the file as UTF-8.",
)
NUL: Final = Words(
    id="Baris ini berisi tanda NUL, biasanya karena berkas rusak. Ambil lagi salinan yang utuh.",
    en="This line holds a NUL sign, usually because the file is damaged. Get a whole copy of it.",
)
OF_16_BITS: Final = Words(
    id="Berkas ini disimpan sebagai UTF-16. Simpan sebagai UTF-8, lalu muat lagi.",
    en="This file was saved as UTF-16. Save it as UTF-8 and load it again.",
)
OLD_ENDS: Final = Words(
    id="Baris-barisnya diakhiri tanda CR saja, jadi terbaca sebagai satu. Simpan dengan akhir baris LF atau CRLF.",
    en="Its lines end with CR alone, so they read as one. Save the file with LF or CRLF at the end of lines.",
)
NOT_JSON: Final = Words(
    id="Baris ini bukan JSON yang benar (tanda ke-{place}). Satu baris berisi satu tindakan.",
    en="This line is not correct JSON (character {place}). One line holds one act.",
)
CUT_OFF: Final = Words(
    id="Baris terakhir terpotong: berkas ini tidak lengkap. Ambil lagi salinan yang utuh.",
    en="The last line is cut off: this file is not complete. Get a whole copy of it.",
)
TOO_DEEP: Final = Words(id="Isi baris ini bertingkat terlalu dalam.", en="This line's content is nested too deeply.")
TWICE: Final = Words(id="Nama “{name}” ditulis dua kali.", en="The name “{name}” is written twice.")
NOT_A_NUMBER: Final = Words(
    id="Baris ini memuat bilangan yang bukan bilangan (NaN, Infinity, atau terlalu besar).",
    en="This line holds a number that is none (NaN, Infinity, or too large).",
)
NOT_AN_OBJECT: Final = Words(
    id="Baris ini bukan satu tindakan; tulis {{“id”, “at”, “by”, “do”, “with”}}.",
    en="This line is not one act; write {{“id”, “at”, “by”, “do”, “with”}}.",
)
MISSING: Final = Words(id="Baris ini kurang: {names}.", en="This line lacks: {names}.")
STRANGE: Final = Words(
    id="Baris ini memuat nama yang tidak dikenal: {names}. Yang dikenal: id, at, by, do, with.",
    en="This line holds unknown names: {names}. Known are: id, at, by, do, with.",
)
NOT_TEXT: Final = Words(id="“{name}” harus berupa teks.", en="“{name}” must be text.")
NOT_FIELDS: Final = Words(id="“with” harus berisi isian bernama.", en="“with” must hold named fields.")
BAD_REF: Final = Words(
    id="“id” berisi 1 sampai 64 huruf, angka atau tanda . _ : / - dan diawali huruf atau angka.",
    en="“id” has 1 to 64 letters, digits or signs . _ : / - and begins with a letter or digit.",
)
BAD_BY: Final = Words(
    id="“by” adalah kode akun: 1 sampai 64 huruf, angka, titik, garis bawah atau tanda hubung.",
    en="“by” is the code of an account: 1 to 64 letters, digits, dots, underscores or hyphens.",
)
BAD_AT: Final = Words(
    id="“at” ditulis dengan tanggal, jam dan zona, seperti 2019-03-03T10:00:00+08:00.",
    en="“at” is written with day, time and zone, like 2019-03-03T10:00:00+08:00.",
)
NO_ZONE: Final = Words(
    id="“at” belum menyebut zona waktu. Tambahkan, misalnya +07:00 untuk WIB, +08:00 WITA, +09:00 WIT.",
    en="“at” does not say its time zone. Add it, such as +07:00 for WIB, +08:00 WITA, +09:00 WIT.",
)
HOUR_24: Final = Words(
    id="“at” memakai jam 24; tulis sebagai jam 00:00 pada hari berikutnya.",
    en="“at” uses hour 24; write it as 00:00 of the next day.",
)
SECOND_60: Final = Words(id="“at” memakai detik ke-60; tulis detik 59.", en="“at” uses a 60th second; write second 59.")
NO_SUCH_TIME: Final = Words(
    id="“at” menyebut tanggal atau jam yang tidak ada.", en="“at” names a date or time that does not exist."
)
FAR_ZONE: Final = Words(
    id="“at” memakai zona waktu yang tidak ada di bumi.", en="“at” uses a time zone that no place on earth has."
)
YEARS: Final = Words(id="“at” harus antara tahun 1900 dan 2199.", en="“at” must lie between the years 1900 and 2199.")


@dataclass(frozen=True, slots=True)
class ActLine:
    """One act as a file asks for it."""

    id: str
    at: datetime
    by: str
    do: str
    with_: Mapping[str, Any]


def parse(raw: bytes) -> ActLine:
    """This will read one line; refuses everything that is not exactly one act."""
    content = _json(_text(raw))
    if not isinstance(content, dict):
        raise Refusal("not-an-object", NOT_AN_OBJECT.format())
    _refuse_other_names(content)
    for name in ("id", "at", "by", "do"):
        if not isinstance(content[name], str):
            raise Refusal("not-text", NOT_TEXT.format(name=name), field=name)
    if not isinstance(content["with"], dict):
        raise Refusal("with-not-fields", NOT_FIELDS, field="with")
    for (name, shape), code, words in ((("id", _REF), "id-shape", BAD_REF), (("by", _BY), "by-shape", BAD_BY)):
        if shape.fullmatch(content[name]) is None:
            raise Refusal(code, words, field=name)
    return ActLine(content["id"], instant(content["at"]), content["by"], content["do"], content["with"])


def _refuse_other_names(content: Mapping[str, object]) -> None:
    strange = [name for name in content if name not in _KEYS]
    if strange:
        raise Refusal("unknown-names", STRANGE.format(names=", ".join(fields.shown(name) for name in strange[:5])))
    missing = [name for name in _KEYS if name not in content]
    if missing:
        raise Refusal("names-missing", MISSING.format(names=", ".join(missing)), field=missing[0])


def write(line: ActLine) -> str:
    """This will write one act so that `parse` gives it back."""
    content = {"id": line.id, "at": line.at.isoformat(), "by": line.by, "do": line.do, "with": dict(line.with_)}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def instant(said: str) -> datetime:
    """This will read an instant with its time zone; refuses what no calendar, clock or map holds."""
    parts = _AT.fullmatch(said)
    if parts is None:
        raise Refusal("at-shape", BAD_AT, field="at")
    for wrong, code, words in (
        (parts["offset"] is None, "at-without-zone", NO_ZONE),
        (parts["hour"] == _LAST_HOUR, "at-hour-24", HOUR_24),
        (parts["second"] == _LEAP_SECOND, "at-second-60", SECOND_60),
    ):
        if wrong:
            raise Refusal(code, words, field="at")
    try:
        at = datetime.fromisoformat(said.upper())
    except ValueError as problem:
        raise Refusal("at-does-not-exist", NO_SUCH_TIME, field="at") from problem
    if abs(at.utcoffset() or timedelta()) > _FARTHEST:
        raise Refusal("at-zone-too-far", FAR_ZONE, field="at")
    if not EARLIEST <= at.date() < LATEST:
        raise Refusal("at-out-of-range", YEARS, field="at")
    return at


def _text(raw: bytes) -> str:
    if len(raw) > LONGEST:
        raise Refusal("line-too-long", TOO_LONG)
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise Refusal("file-of-16-bits", OF_16_BITS)
    if b"\0" in raw:
        raise Refusal("line-has-nul", NUL)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as problem:
        raise Refusal("line-not-utf-8", NOT_UTF8.format(place=problem.start + 1)) from None


def _json(text: str) -> object:
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError as problem:
        raise Refusal("line-not-json", NOT_JSON.format(place=problem.pos + 1)) from None
    except RecursionError:
        raise Refusal("line-too-deep", TOO_DEEP) from None


def _pairs(pairs: list[tuple[str, object]]) -> dict[str, object]:
    content: dict[str, object] = {}
    for name, value in pairs:
        if name in content:
            raise Refusal("name-twice", TWICE.format(name=fields.shown(name)))
        content[name] = value
    return content


def _no_number(_said: str) -> float:
    raise Refusal("not-a-number", NOT_A_NUMBER)


def _fraction(said: str) -> float:
    value = float(said)
    return value if math.isfinite(value) else _no_number(said)


def _whole(said: str) -> int | float:
    # Python itself refuses to read absurdly long integers; nothing here counts beyond nineteen digits.
    return int(said) if len(said) <= 20 else _no_number(said)  # noqa: PLR2004


_DECODER: Final = json.JSONDecoder(
    object_pairs_hook=_pairs, parse_constant=_no_number, parse_float=_fraction, parse_int=_whole
)
