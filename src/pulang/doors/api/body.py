"""Reads the body of a request strictly: one JSON object, no name twice, no number that is none, 1 MiB at most."""

import json
import math
from typing import Any, Final

from django.http import HttpRequest

from pulang.flows import fields
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

MOST: Final = 2**20
_DIGITS_MOST: Final = 20

_TOO_LARGE: Final = Words(
    id="Isi permintaan lebih dari 1 MiB. Satu permintaan hanya untuk satu tindakan.",
    en="The body is longer than 1 MiB. One request holds one act only.",
)
_NOT_JSON_TYPE: Final = Words(
    id="Kirim sebagai application/json dalam UTF-8.", en="Send it as application/json in UTF-8."
)
_NOT_READABLE: Final = Words(
    id="Isi permintaan bukan satu objek JSON yang utuh dalam UTF-8.",
    en="The body is not one whole JSON object in UTF-8.",
)
_TWICE: Final = Words(id="Nama “{name}” ditulis dua kali.", en="The name “{name}” is written twice.")
_NOT_A_NUMBER: Final = Words(
    id="Ada bilangan yang bukan bilangan (NaN, Infinity, atau terlalu besar).",
    en="There is a number that is none (NaN, Infinity, or too large).",
)


def read(request: HttpRequest) -> dict[str, Any]:
    """This will give the object a request carries; refuses another kind, too much, and what is no strict JSON."""
    kind = (
        request.content_type or "",
        request.content_params.get("charset", "utf-8") if request.content_params else "",
    )
    if kind[0].lower() != "application/json" or kind[1].lower() not in {"", "utf-8", "utf8"}:
        raise Refusal("body-not-json-type", _NOT_JSON_TYPE)
    # Asked before reading: what is too large is not taken in.
    if _announced(request) > MOST:
        raise Refusal("body-too-large", _TOO_LARGE)
    try:
        content = _DECODER.decode(request.body.decode("utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        raise Refusal("body-not-readable", _NOT_READABLE) from None
    if not isinstance(content, dict):
        raise Refusal("body-not-readable", _NOT_READABLE)
    return content


def _announced(request: HttpRequest) -> int:
    said = request.headers.get("Content-Length", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) <= _DIGITS_MOST else 0


def _pairs(pairs: list[tuple[str, object]]) -> dict[str, object]:
    content: dict[str, object] = {}
    for name, value in pairs:
        if name in content:
            raise Refusal("body-has-name-twice", _TWICE.format(name=fields.shown(name)))
        content[name] = value
    return content


def _no_number(_said: str) -> float:
    raise Refusal("body-not-a-number", _NOT_A_NUMBER)


def _fraction(said: str) -> float:
    value = float(said)
    return value if math.isfinite(value) else _no_number(said)


def _whole(said: str) -> int | float:
    return int(said) if len(said) <= _DIGITS_MOST else _no_number(said)


_DECODER: Final = json.JSONDecoder(
    object_pairs_hook=_pairs, parse_constant=_no_number, parse_float=_fraction, parse_int=_whole
)
