"""The person's own trail as a document: neutral in its title, its file's name and all it says of itself."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from pulang.doors.web import printing
from pulang.kernel.days import in_words
from pulang.kernel.words import Words

if TYPE_CHECKING:
    from pulang.doors.web.trail.lines import Line

FILE: Final = "salinan.pdf"
_TITLE: Final = Words(id="Salinan catatan", en="Copy of records")
_INTRO: Final = Words(
    id="Nomor {number}. Daftar ini menunjukkan instansi mana yang melihat catatan Anda, dalam tugas apa dan untuk apa. "
    "Anda boleh menanyakan nama petugasnya, dan boleh berkeberatan.",
    en="Number {number}. This list shows which agency looked at your records, in which task and for what. You may ask "
    "for the official's name, and you may object.",
)
_HEADS: Final = (
    Words(id="Tanggal", en="Day"),
    Words(id="Instansi dan tugas", en="Agency and task"),
    Words(id="Keperluan", en="Purpose"),
    Words(id="Yang dilakukan", en="What was done"),
)
_DENIED: Final = Words(id="(ditolak)", en="(refused)")
_TIMES: Final = Words(id="{n} kali", en="{n} times")
_NOTHING: Final = Words(id="Belum ada yang melihat.", en="Nobody has looked yet.")

# Every value comes in as data and is set as text, so nothing in it can be read as a command of the document.
_LAYOUT: Final = """
#let told = json(bytes(sys.inputs.said))
#set document(title: told.title, author: (), date: none)
#set page(paper: "a4", margin: 2cm, numbering: "1 / 1")
#set text(size: 10pt, lang: told.lang)
#text(size: 14pt, weight: "bold")[#told.title]

#told.intro

#if told.rows.len() == 0 [ #told.nothing ] else {
  table(
    columns: (auto, 1fr, 1fr, 1fr), stroke: 0.5pt, inset: 5pt,
    table.header(..told.heads.map(head => strong(head))),
    ..told.rows.flatten(),
  )
}
"""


def made(lines: "Sequence[Line]", number: str, lang: str) -> bytes:
    """This will write the document in a language; the same lines always give the same document."""
    told = {
        "title": _TITLE.text(lang),
        "lang": lang,
        "intro": _INTRO.format(number=number).text(lang),
        "heads": [words.text(lang) for words in _HEADS],
        "nothing": _NOTHING.text(lang),
        "rows": [_row(line, lang) for line in lines],
    }
    return printing.pdf(_LAYOUT.encode(), told)


def _row(line: "Line", lang: str) -> list[str]:
    done = line.action.text(lang)
    if line.times > 1:
        done = f"{done}, {_TIMES.format(n=line.times).text(lang)}"
    if line.denied:
        done = f"{done} {_DENIED.text(lang)}"
    return [
        in_words(line.day).text(lang),
        f"{line.agency.text(lang)}, {line.roles.text(lang)}",
        line.purpose.text(lang),
        done,
    ]
