"""`pulang whose FILE`: whose copy is this? Read from the order in which case numbers stand in what was found."""

import argparse
import re
import sys
from pathlib import Path

from pulang.doors.jobs import ready
from pulang.kernel import refs
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

HELP = Words(
    id="Salinan siapa ini? Dibaca dari urutan nomor berkas dalam teks yang ditemukan (FILE, atau - untuk masukan).",
    en="Whose copy is this? Read from the order of the case numbers in a text that was found (FILE, or - for input).",
)
_NUMBER = re.compile(r"\bK-[0-9A-Z]{4}-[0-9A-Z]{4}\b", re.IGNORECASE)
_LEAST = 11  # from so many on each copy has an order of its own
_SIGNS_MOST = 1_000_000
_FOUND = Words(
    id="Salinan {number}, untuk {recipient}; diminta {asked_by}, disetujui {decided_by}.",
    en="Copy {number}, for {recipient}; asked for by {asked_by}, approved by {decided_by}.",
)
_NOBODYS = Words(
    id="Urutan ini bukan urutan salinan mana pun. Baris yang hilang atau diurutkan ulang menghapus tandanya.",
    en="This is the order of no copy. Lines that are missing or were sorted take the mark away.",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """This will declare the text that was found."""
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--json", action="store_true")


def run(options: argparse.Namespace) -> int:
    """This will name the copies that fit; exit code 1 when none does."""
    numbers = _numbers(_read(options.file))
    if len(numbers) < _LEAST:
        raise Refusal(
            "too-few-numbers",
            Words(
                id="Hanya ada {count} nomor berkas di sana; tanda salinan baru terbaca dari {least} nomor.",
                en="Only {count} case numbers stand there; the mark of a copy is read from {least} on.",
            ).format(count=len(numbers), least=_LEAST),
        )
    with ready.database():
        from pulang.flows import copying  # noqa: PLC0415 - only once Django is set up

        found = copying.bearers(numbers)
    if options.json:
        ready.answer({"copies": [each._asdict() for each in found]})
    for each in [] if options.json else found:
        print(_FOUND.format(**each._asdict()).text(options.lang))
    if not found:
        ready.tell(_NOBODYS.text(options.lang))
    return 0 if found else 1


def _read(name: str) -> str:
    if name == "-":
        return sys.stdin.read(_SIGNS_MOST)
    try:
        return Path(name).read_text(encoding="utf-8")[:_SIGNS_MOST]
    except (OSError, UnicodeDecodeError) as problem:
        raise Refusal(
            "text-not-there",
            Words(
                id="Teks {path} tidak dapat dibaca. Simpan sebagai teks biasa (UTF-8), satu nomor satu baris.",
                en="The text {path} cannot be read. Save it as plain text (UTF-8), one number a line.",
            ).format(path=name),
        ) from problem


def _numbers(text: str) -> list[str]:
    """This will give the case numbers of a text in their order, each once; what is mistyped is passed over."""
    found: dict[str, None] = {}
    for number in _NUMBER.findall(text):
        try:
            found[refs.parse(number, prefix="K")] = None
        except Refusal:
            continue
    return list(found)
