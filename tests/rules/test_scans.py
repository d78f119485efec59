"""Scans, photographs and texts: known by their content, without what they tell besides."""

import pytest
from tests.asvs import asvs
from tests.rules.pictures import jpeg, piece, png, segment

from pulang.kernel.refusals import Refusal
from pulang.storage.papers import PIXELS_MOST, Paper, taken


def _refused(content: bytes) -> str:
    with pytest.raises(Refusal) as refused:
        taken(content)
    return refused.value.code


@asvs("V5.2.2")
@pytest.mark.parametrize(
    ("plain", "telling"),
    [
        (png(2, 2), png(2, 2, piece(b"tEXt", b"GPS\0-10.17,123.6"), piece(b"eXIf", b"GPS")) + b"GPS behind"),
        (jpeg(2, 2), jpeg(2, 2, segment(0xE1, b"Exif\0\0GPS"), segment(0xFE, b"GPS")) + b"GPS behind"),
    ],
)
def test_of_a_photograph_only_the_picture_is_kept(plain: bytes, telling: bytes) -> None:
    assert b"GPS" in telling

    assert taken(telling).content == plain
    assert taken(plain).content == plain


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (png(2, 2), Paper.PNG),
        (jpeg(2, 2), Paper.JPEG),
        (b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj", Paper.PDF),
        ("\ufeffTanggal;Jumlah\r\n03/03/2019;250.000\r".encode(), Paper.TEXT),
    ],
)
def test_a_paper_is_known_by_its_content(content: bytes, kind: Paper) -> None:
    assert taken(content).kind is kind


def test_a_text_has_one_kind_of_line_end_and_no_mark_in_front() -> None:
    assert taken("\ufeffa\r\nb\rc".encode()).content == b"a\nb\nc"


@asvs("V5.2.2", "V5.2.6")
@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "paper-empty"),
        (b"MZ\x90\0\0", "paper-other-kind"),
        (b"<svg xmlns='x' onload='y'/>", "paper-other-kind"),
        (b"  <html><script>", "paper-other-kind"),
        (b"PK\x03\x04\0\0", "paper-other-kind"),
        (b"\xff\xfe\x41", "text-unreadable"),
        (b"text \x1b[2J", "text-unreadable"),
        (b"%PDF-1.7 1 0 obj<</OpenAction 2 0 R>>", "paper-active"),
        (b"%PDF-1.7 1 0 obj<</S/J#61vaScript>>", "paper-active"),
        (b"%PDF-1.7 trailer<</Encrypt 5 0 R>>", "paper-active"),
        (b"%PDF-1.7 <</EmbeddedFiles 5 0 R>>", "paper-active"),
        (png(100_000, PIXELS_MOST // 100_000 + 1), "picture-broken"),
        (png(0, 5), "picture-broken"),
        (png(2, 2)[:-12], "picture-broken"),
        (jpeg(65_000, 65_000), "picture-broken"),
        (jpeg(2, 2)[:-2], "picture-broken"),
        (b"\xff\xd8\xff\xd9", "picture-broken"),
        (b"\xff\xd8\xff\xe0\x00\x00" * 20, "picture-broken"),
    ],
)
def test_what_could_do_harm_or_is_no_paper_is_refused_in_words(content: bytes, code: str) -> None:
    assert _refused(content) == code
