"""What is wrong with the fields of an act, in words: pydantic's findings become sentences that name the field."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from pulang.flows.act import What
from pulang.flows.inputs import UNSEEN
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words, same

SHOWN_MOST: Final = 8
_NAME_MOST: Final = 48
_DEEPEST: Final = 8
_INTEGER_MOST: Final = 2**63 - 1

_DAY: Final = Words(id="tulis tanggal seperti 2019-03-03", en="write a date like 2019-03-03")
_NO_SUCH_DAY: Final = Words(id="tanggal itu tidak ada di kalender", en="there is no such date in the calendar")
_YEARS: Final = Words(id="tahunnya harus antara 1900 dan 2199", en="the year must lie between 1900 and 2199")
_TEXT: Final = Words(id="isi dengan teks", en="write text here")
_UNSEEN: Final = Words(
    id="ada tanda yang tidak tampak dan tidak bisa disimpan; ketik ulang",
    en="it holds a sign that cannot be seen or kept; type it again",
)
_WHOLE: Final = Words(
    id="isi dengan bilangan bulat, tanpa koma atau titik", en="write a whole number, without separators"
)
_YES_NO: Final = Words(id="isi dengan true atau false", en="write true or false")
_LIST: Final = Words(id="isi dengan daftar, seperti [“a”, “b”]", en="write a list, like [“a”, “b”]")
_GROUP: Final = Words(id="isi dengan kelompok isian bernama", en="write a group of named fields")
_NOT_READABLE: Final = Words(id="isinya tidak dapat dibaca", en="its content cannot be read")
_TOO_LARGE: Final = Words(id="bilangannya terlalu besar", en="the number is too large")

# What a validator found, by pydantic's type or by the code our own validators raise.
SAYS: Final[dict[str, Words]] = {
    "missing": Words(id="wajib diisi", en="must be filled in"),
    "day-not-iso": _DAY,
    "date_type": _DAY,
    "date_from_datetime_parsing": _NO_SUCH_DAY,
    "date_from_datetime_inexact": _DAY,
    "date_parsing": _NO_SUCH_DAY,
    "day-out-of-range": _YEARS,
    "not-text": _UNSEEN,
    "string_unicode": _UNSEEN,
    "string_type": _TEXT,
    "string_too_short": Words(
        id="terlalu pendek; paling sedikit {min_length} tanda", en="too short; at least {min_length} characters"
    ),
    "string_too_long": Words(
        id="terlalu panjang; paling banyak {max_length} tanda", en="too long; at most {max_length} characters"
    ),
    "string_pattern_mismatch": Words(
        id="hanya huruf, angka, titik, garis miring, garis bawah dan tanda hubung, tanpa spasi",
        en="only letters, digits, dots, slashes, underscores and hyphens, without spaces",
    ),
    "enum": Words(id="pilih salah satu: {expected}", en="choose one of: {expected}"),
    "literal_error": Words(id="pilih salah satu: {expected}", en="choose one of: {expected}"),
    "not-whole-rupiah": _WHOLE,
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_from_float": _WHOLE,
    "int_parsing_size": _TOO_LARGE,
    "number-too-large": _TOO_LARGE,
    "greater_than": Words(id="harus lebih dari {gt}", en="must be more than {gt}"),
    "greater_than_equal": Words(id="paling kecil {ge}", en="must be at least {ge}"),
    "less_than": Words(id="harus kurang dari {lt}", en="must be less than {lt}"),
    "less_than_equal": Words(id="paling besar {le}", en="must be at most {le}"),
    "bool_type": _YES_NO,
    "bool_parsing": _YES_NO,
    "tuple_type": _LIST,
    "list_type": _LIST,
    "too_short": Words(id="paling sedikit {min_length} isi", en="at least {min_length} entries"),
    "too_long": Words(id="paling banyak {max_length} isi", en="at most {max_length} entries"),
    "model_type": _GROUP,
    "model_attributes_type": _GROUP,
    "dict_type": _GROUP,
    "too-deep": Words(id="isiannya bertingkat terlalu dalam", en="its content is nested too deeply"),
}
_OF_TEXTS: Final = {"too_long": "string_too_long", "too_short": "string_too_short"}
_STRANGE: Final = Words(id="tidak dikenal untuk tindakan ini", en="is not known for this act")
_MEANT: Final = Words(
    id="tidak dikenal untuk tindakan ini; mungkin maksudnya “{near}”",
    en="is not known for this act; perhaps “{near}” is meant",
)
_SENTENCE: Final = Words(id="Isian “{field}”: {says}.", en="The field “{field}”: {says}.")
_AND_MORE: Final = Words(id="Dan {count} isian lain juga belum benar.", en="And {count} more fields are wrong.")


class FieldProblem(Refusal):
    """One field that is wrong: `says` stands beside the field on a form, `words` is the whole sentence."""

    def __init__(self, code: str, field: str, says: Words) -> None:
        super().__init__(code, _SENTENCE.format(field=field, says=says), field=field)
        self.says = says


class FieldProblems(Refusal):
    """Every field that is wrong, told at once so that nobody mends them one by one."""

    def __init__(self, problems: tuple[FieldProblem, ...]) -> None:
        assert problems, "a refusal has a reason"
        shown = tuple(problem.words for problem in problems[:SHOWN_MOST])
        if len(problems) > SHOWN_MOST:
            shown = (*shown, _AND_MORE.format(count=len(problems) - SHOWN_MOST))
        words = Words(id=" ".join(one.id for one in shown), en=" ".join(one.en for one in shown))
        super().__init__("fields", words, field=problems[0].field)
        self.problems = problems


def read(asks: type[What], said: Mapping[str, Any]) -> What:
    """This will give what an act asks for, out of plain values; refuses with every field that is wrong."""
    unkeepable = tuple(_unkeepable(said, ""))
    if unkeepable:
        raise FieldProblems(unkeepable)
    try:
        return asks.model_validate(dict(said))
    except ValidationError as found:
        known = tuple(asks.model_fields)
        problems = tuple(problem(error, known) for error in found.errors(include_url=False, include_input=False))
        raise FieldProblems(problems) from None  # the chained error would print what was typed


def shown(name: str) -> str:
    """This will make a name somebody typed fit to be shown: short, and without signs that cannot be seen."""
    seen = "".join(sign if sign.isprintable() else "·" for sign in name[:_NAME_MOST])
    return f"{seen}…" if len(name) > _NAME_MOST else seen


def problem(error: ErrorDetails, known: tuple[str, ...] = ()) -> FieldProblem:
    """This will put one of pydantic's findings into words; `known` are the names that may have been meant."""
    kind, context = error["type"], error.get("ctx", {})
    field = shown(".".join(str(part + 1) if isinstance(part, int) else part for part in error["loc"]) or "with")
    if kind == "extra_forbidden":
        near = get_close_matches(str(error["loc"][-1])[:_NAME_MOST], known, n=1) if len(error["loc"]) == 1 else []
        return FieldProblem("extra-forbidden", field, _MEANT.format(near=near[0]) if near else _STRANGE)
    if kind == "value_error":
        kind = str(context.get("error", ""))
    if kind in _OF_TEXTS and context.get("field_type") == "Value":  # a text with a check of ours around it
        kind = _OF_TEXTS[kind]
    values = {name: _listed(value) for name, value in context.items()}
    return FieldProblem(kind.replace("_", "-"), field, SAYS.get(kind, _NOT_READABLE).format(**values))


def _listed(value: object) -> object:
    # pydantic writes choices as 'A', 'B' or 'C'
    if not isinstance(value, str):
        return value
    items = re.findall(r"'([^']*)'", value)
    return same(", ".join(items)) if items else value


def _unkeepable(value: object, at: str, depth: int = 0) -> list[FieldProblem]:
    """This will find whatever no column can hold, wherever it stands; NUL and half signs end up in no table."""
    if isinstance(value, str):
        return [_wrong("not-text", at)] if UNSEEN.search(value) else []
    if isinstance(value, int):
        return [_wrong("number-too-large", at)] if abs(value) > _INTEGER_MOST else []
    if not isinstance(value, Mapping | list | tuple):
        return []
    if depth > _DEEPEST:
        return [_wrong("too-deep", at)]
    if isinstance(value, Mapping):
        parts = [(str(name), each) for name, each in value.items()]
        strange = [_wrong("not-text", f"{at}.{name}".lstrip(".")) for name, _ in parts if UNSEEN.search(name)]
    else:
        parts, strange = [(str(place), each) for place, each in enumerate(value, start=1)], []
    return strange + [
        problem for name, each in parts for problem in _unkeepable(each, f"{at}.{name}".lstrip("."), depth + 1)
    ]


def _wrong(code: str, field: str) -> FieldProblem:
    return FieldProblem(code, shown(field) or "with", SAYS[code])
