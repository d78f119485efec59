"""Files that forms take: one, small, from somebody signed in, looked through before anybody relies on it."""

import subprocess
import sys
from collections.abc import Generator
from types import SimpleNamespace
from typing import Any, cast

import pytest
from django import forms
from django.core.exceptions import SuspiciousOperation, TooManyFilesSent
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils.datastructures import MultiValueDict
from tests.asvs import asvs
from tests.rules.sheets import raw_xlsx, xlsx

from pulang.doors.web.forms import Form, NumberField
from pulang.doors.web.gate import GateMiddleware
from pulang.doors.web.receiving import FileField, paper_field, table_field, takes_file, text_field
from pulang.kernel.cells import Row
from pulang.kernel.refusals import Refusal
from pulang.storage.sheets import apart, reading
from pulang.storage.sheets.cells import FILE_MOST


@takes_file(100)
def _takes(request: HttpRequest) -> HttpResponse:
    files = cast("dict[str, SimpleUploadedFile]", request.FILES.dict())
    return HttpResponse(repr([(name, file.size, file.read()) for name, file in files.items()]))


def _takes_none(request: HttpRequest) -> HttpResponse:
    return HttpResponse(repr(dict(request.FILES)))


def _sent(view: Any, *, signed_in: bool = True, announced: int = 0, **files: bytes) -> HttpResponse:
    """What a view gets to see of the files a browser sends."""
    sent = {name: SimpleUploadedFile(f"{name}.csv", content) for name, content in files.items()}
    request = RequestFactory().post("/x/", {"said": "ya", **sent})
    request.user = cast("Any", SimpleNamespace(is_authenticated=signed_in))
    if announced:
        request.META["CONTENT_LENGTH"] = str(announced)
    gate = GateMiddleware(view)
    return gate.process_view(request, view, (), {}) or gate(request)


@asvs("V5.2.1")
def test_a_form_takes_one_file_from_whoever_is_signed_in() -> None:
    assert _sent(_takes, file=b"Nama;NIK").content == b"[('file', 8, b'Nama;NIK')]"
    assert _sent(_takes, signed_in=False, file=b"Nama;NIK").content == b"[]"
    with pytest.raises((SuspiciousOperation, TooManyFilesSent)):
        _sent(_takes, file=b"a", other=b"b")
    with pytest.raises(SuspiciousOperation):
        _sent(_takes_none, file=b"a")


@asvs("V5.2.1")
def test_of_a_file_that_is_too_large_only_its_size_is_kept() -> None:
    assert _sent(_takes, file=b"x" * 300_000).content == b"[('file', 300000, b'')]"
    assert _sent(_takes, announced=2**30, file=b"x").status_code == 413
    assert _sent(_takes_none, announced=2**21).status_code == 413


class _Form(Form):
    count = NumberField(label="Berapa")
    file = table_field(label="Berkas")


def _errors(field: FileField, content: bytes | None, name: str = "daftar.xlsx") -> str:
    with pytest.raises(forms.ValidationError) as refused:
        field.clean(None if content is None else SimpleUploadedFile(name, content))
    return str(refused.value.code)


def test_a_file_is_looked_through_and_refused_beside_its_field() -> None:
    received = table_field().clean(SimpleUploadedFile("C:\\rapat\\daftar <b>.xlsx", xlsx([["Nama"], ["Sari"]])))

    assert received is not None
    assert (received.kind, received.name) == ("xlsx", "daftar b.xlsx")
    assert table_field(required=False).clean(None) is None
    assert _errors(table_field(), None) == "required"
    assert _errors(table_field(), b"") == "empty"
    assert _errors(table_field(), b"x" * (FILE_MOST + 1)) == "large"
    assert _errors(table_field(), raw_xlsx(b"<worksheet/>", {"xl/vbaProject.bin": b"x"})) == "sheet-macros"
    assert _errors(table_field(), raw_xlsx(b"<worksheet><sheetData><row><c>")) == "sheet-broken"
    assert _errors(paper_field(), b"MZ\0", "surat.pdf") == "paper-other-kind"
    assert _errors(text_field(), b"\xff\xff", "mutasi.txt") == "text-unreadable"


def test_a_file_that_was_fine_is_asked_for_again_when_something_else_was_not() -> None:
    file = SimpleUploadedFile("daftar.csv", b"Nama\nSari\n")

    form = _Form({"count": "tiga"}, MultiValueDict({"file": [file]}))

    assert set(form.errors) == {"count", "file"}
    assert "sekali lagi" in str(form.errors["file"])
    file.seek(0)
    assert _Form({"count": "3"}, MultiValueDict({"file": [file]})).is_valid()


# --- the other process


def test_a_table_is_the_same_read_apart_or_here() -> None:
    content = xlsx([["Nama", "NIK", "Umur"], ["Sari", "0123", 7], [], ["“Ömer”", None, 1.5]])

    there, here = apart.opened(content), reading.opened(content)

    assert (there.kind, there.name, there.others) == (here.kind, here.name, here.others)
    assert list(there.rows) == list(here.rows)


@asvs("V5.2.3")
def test_what_goes_beyond_its_memory_is_refused_and_what_is_not_wanted_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    greedy = (
        "from pulang.storage.sheets import apart, reading; reading.opened = lambda *_: bytearray(2**30); apart.main()"
    )
    started = subprocess.Popen

    def instead(command: list[str], **options: Any) -> subprocess.Popen[bytes]:
        return started([sys.executable, "-I", "-c", greedy, command[-1]], **options)

    rows = apart.opened(xlsx([["Nama"], *([["Sari"]] * 50)])).rows
    assert next(rows).number == 1
    cast("Generator[Row, None, None]", rows).close()  # nobody wants the rest
    monkeypatch.setattr(subprocess, "Popen", instead)
    with pytest.raises(Refusal) as refused:
        apart.opened(b"Nama")

    assert refused.value.code == "sheet-too-large"


def test_the_other_process_knows_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULANG_CONTEXT_KEY", "rahasia")
    told = subprocess.Popen
    seen: list[Any] = []

    def watched(command: list[str], **options: Any) -> subprocess.Popen[bytes]:
        seen.append(options["env"])
        return told(command, **options)

    monkeypatch.setattr(subprocess, "Popen", watched)
    list(apart.opened(b"Nama\nSari\n").rows)

    assert seen == [{}]
