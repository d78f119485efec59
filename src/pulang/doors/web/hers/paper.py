"""The card on paper, A5: a number, a PIN, where to go and what to mind; no name, nothing about the programme."""

from typing import Final

from pulang.doors.web import printing
from pulang.kernel.words import Words

FILE: Final = "kartu.pdf"
_TITLE: Final = Words(id="Kartu layanan", en="Service card")
_NUMBER: Final = Words(id="Nomor", en="Number")
_WHERE: Final = Words(id="Buka {address}/saya/ di telepon mana pun.", en="Open {address}/saya/ on any telephone.")
_MIND: Final = (
    Words(id="Jangan beri tahu PIN kepada siapa pun, juga petugas.", en="Tell nobody the PIN, no official either."),
    Words(
        id="Di halaman itu Anda dapat bertanya, berubah pikiran, menolak dan mengadu. Semuanya gratis.",
        en="On that page you can ask, change your mind, say no and complain. All of it is free.",
    ),
    Words(
        id="Kartu hilang? Minta yang baru; yang lama tidak berlaku lagi.",
        en="Card lost? Ask for a new one; the old one then opens nothing.",
    ),
)

# Every value comes in as data and is set as text, so nothing in it can be read as a command of the document.
_LAYOUT: Final = """
#let told = json(bytes(sys.inputs.said))
#set document(title: told.title, author: (), date: none)
#set page(paper: "a5", margin: 1.8cm)
#set text(size: 13pt, lang: told.lang)
#text(size: 18pt, weight: "bold")[#told.title]
#v(6mm)
#told.number-head
#v(-2mm)
#text(size: 26pt, weight: "bold")[#told.number]
#v(4mm)
PIN
#v(-2mm)
#text(size: 26pt, weight: "bold", tracking: 2pt)[#told.pin]
#v(6mm)
#told.address
#v(4mm)
#for line in told.lines [ #line #parbreak() ]
"""


def made(number: str, pin: str, *, address: str, lang: str) -> bytes:
    """This will write the sheet in a language."""
    told = {
        "title": _TITLE.text(lang),
        "lang": lang,
        "number-head": _NUMBER.text(lang),
        "number": number,
        "pin": f"{pin[:3]} {pin[3:]}",
        "address": _WHERE.format(address=address).text(lang),
        "lines": [words.text(lang) for words in _MIND],
    }
    return printing.pdf(_LAYOUT.encode(), told)
