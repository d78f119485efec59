"""The field of a form that takes a file: small, looked through before anybody relies on it, kept nowhere by itself.

A form with a `FileField` takes one file; its view lets it through with `takes_file` (an `act_view` does so by itself).
Where such a form asks for a step-up, it does so before it is shown; a proof that grows old meanwhile costs the choice
of the file, because a browser led to another page cannot bring it along.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from pulang.doors.web.context import View
from pulang.doors.web.forms import say_with
from pulang.doors.web.gate import FROM_ANYBODY, TAKES_FILE
from pulang.doors.web.words import say, told
from pulang.flows import attaching
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import papers
from pulang.storage.papers import PAPER_MOST, TEXT_MOST, Paper
from pulang.storage.sheets import apart
from pulang.storage.sheets.cells import FILE_MOST

_NAME_MOST = 80


@dataclass(frozen=True, slots=True)
class Received:
    """A file that was looked through: its bytes as they may be kept, what they are, and what it was called."""

    content: bytes
    kind: str
    name: str


Look = Callable[[bytes], tuple[bytes, str]]


def table(content: bytes) -> tuple[bytes, str]:
    """This will look a table of people through, to its last row; refuses traps and what is no table."""
    sheet = apart.opened(content)
    for _ in sheet.rows:
        pass
    return content, sheet.kind


def paper(content: bytes) -> tuple[bytes, str]:
    """This will look a scan, a photograph or a text through, and leave out what a picture tells besides."""
    taken = papers.taken(content)
    return taken.content, taken.kind.value


def text(content: bytes) -> tuple[bytes, str]:
    """This will look a plain text through, such as a bank's statement."""
    return papers.text_of(content).encode(), Paper.TEXT.value


def picture(content: bytes) -> tuple[bytes, str]:
    """This will look a photograph through, and leave out everything but the picture."""
    found = attaching.picture(content)
    return found.content, found.kind.value


PICTURES = (".jpg", ".jpeg", ".png")
TABLES = (".xlsx", ".ods", ".xls", ".csv")
PAPERS = (".pdf", ".jpg", ".jpeg", ".png", ".txt")
TEXTS = (".txt", ".csv", ".tsv", ".json", ".jsonl", ".xml")


class FileField(forms.FileField):
    """One file, read into memory and looked through by `look`; what comes out is a `Received`."""

    default_error_messages = {
        "required": say("Pilih berkasnya", "Choose the file"),
        "missing": say("Pilih berkasnya", "Choose the file"),
        "empty": say("Berkas ini kosong; pilih yang lain", "This file is empty; choose another"),
    }

    def __init__(self, *, look: Look, endings: Sequence[str], most: int = PAPER_MOST, **kwargs: Any) -> None:
        super().__init__(widget=forms.FileInput(attrs={"accept": ",".join(endings)}), **kwargs)
        self.look, self.most = look, most
        words = Words(
            id="Berkas ini lebih besar daripada {most} MB; pilih yang lebih kecil",
            en="This file is larger than {most} MB; choose a smaller one",
        )
        self.error_messages["large"] = say_with(words, {"most": most // 2**20})

    def clean(self, data: Any, initial: Any = None) -> Received | None:
        """This will look the file through, and refuse it in the words of whoever looked."""
        if data is None:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        if (data.size or 0) > self.most:
            raise ValidationError(self.error_messages["large"], code="large")
        if not data.size:
            raise ValidationError(self.error_messages["empty"], code="empty")
        try:
            content, kind = self.look(data.read())
        except Refusal as refusal:
            raise ValidationError(told(refusal.words), code=refusal.code) from refusal
        return Received(content, kind, _named(data.name or ""))


def _named(name: str) -> str:
    """This will give a file's own name as it may be shown: its last part, short, without anything unreadable."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(sign for sign in last if sign.isprintable() and sign not in "{}<>")[-_NAME_MOST:].strip()


def table_field(**kwargs: Any) -> FileField:
    """This will give the field for a table of people."""
    words = Words(
        id="xlsx, ods, xls atau csv, paling besar {most} MB. Makro dan tautan ke berkas lain ditolak.",
        en="xlsx, ods, xls or csv, {most} MB at most. Macros and links to other files are refused.",
    )
    kwargs.setdefault("help_text", say_with(words, {"most": FILE_MOST // 2**20}))
    return FileField(look=table, endings=TABLES, most=FILE_MOST, **kwargs)


def paper_field(**kwargs: Any) -> FileField:
    """This will give the field for a scan, a photograph or a text."""
    words = Words(
        id="PDF, JPG, PNG atau teks, paling besar {most} MB. Dari foto hanya gambarnya yang disimpan.",
        en="PDF, JPG, PNG or text, {most} MB at most. Of a photograph only the picture is kept.",
    )
    kwargs.setdefault("help_text", say_with(words, {"most": PAPER_MOST // 2**20}))
    return FileField(look=paper, endings=PAPERS, **kwargs)


def picture_field(**kwargs: Any) -> FileField:
    """This will give the field for a photograph of somebody who may not want to be known."""
    words = Words(
        id="JPG atau PNG, paling besar {most} MB. Hanya gambarnya yang disimpan; tempat, waktu dan jenis telepon "
        "dibuang. Periksa dahulu apakah dari gambarnya sendiri orang dapat mengenali Anda.",
        en="JPG or PNG, {most} MB at most. Only the picture is kept: place, time and make of telephone are left out. "
        "Check first whether you can be known by the picture itself.",
    )
    kwargs.setdefault("help_text", say_with(words, {"most": PAPER_MOST // 2**20}))
    return FileField(look=picture, endings=PICTURES, most=PAPER_MOST, **kwargs)


def text_field(**kwargs: Any) -> FileField:
    """This will give the field for a plain text that a program wrote."""
    words = Words(id="Teks biasa, paling besar {most} MB.", en="Plain text, {most} MB at most.")
    kwargs.setdefault("help_text", say_with(words, {"most": TEXT_MOST // 2**20}))
    return FileField(look=text, endings=TEXTS, most=TEXT_MOST, **kwargs)


def unread(content: bytes) -> tuple[bytes, str]:
    """This will take a plain text as it is: whoever reads it by its layout says which line is no text, and why."""
    return content, Paper.TEXT.value


def takes_file(most: int = FILE_MOST, *, anybody: bool = False) -> Callable[[View], View]:
    """This will let one file through to a view, of so many bytes; from anybody, or from those signed in alone."""

    def mark(view: View) -> View:
        setattr(view, TAKES_FILE, most)
        setattr(view, FROM_ANYBODY, anybody)
        return view

    return mark


def largest_of(form: type[forms.Form]) -> int:
    """This will say how large a file a form takes; 0 where it takes none."""
    return max((field.most for field in form.base_fields.values() if isinstance(field, FileField)), default=0)
