"""The data of a programme for machines: CSV files of everything ever published, described as a Frictionless package.

A hidden number is an empty cell. The dictionary stands in the package itself: every file, every column, in words.
"""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pulang.areas.figures.facts import Release
from pulang.doors.public import words
from pulang.doors.public.facts import times, waits

_TEXT, _WHOLE, _DAY = "string", "integer", "date"


@dataclass(frozen=True, slots=True)
class Resource:
    """One file: its name, what it holds, its columns with kind and meaning, and its rows."""

    name: str
    about: str
    columns: tuple[tuple[str, str, str], ...]
    rows: tuple[tuple[Any, ...], ...]


_OF_RELEASE: Final = (
    ("quarter", _TEXT, "Quarter the figures are true for, at its last day: year and number"),
    ("revision", _WHOLE, "Revision of the release; the highest of a quarter counts, the others stay as they were"),
)


def resources(releases: Sequence[Release]) -> tuple[Resource, ...]:
    """This will give every file of a programme's package."""
    return (_releases(releases), _counts(releases), _money(releases), _waiting(releases), *_said(releases))


def files(releases: Sequence[Release]) -> Iterator[tuple[str, bytes]]:
    """This will write the package: `datapackage.json`, its CSV files, and each release as it was frozen."""
    found = resources(releases)
    for each in found:
        yield f"{each.name}.csv", _csv(each)
    for release in releases:
        yield f"{release_file(release)}.json", _json(release.content)
    yield "datapackage.json", _json(_package(releases, found))


def release_file(release: Release) -> str:
    """This will name a release's files: `2019-1-r2`."""
    return f"{release.quarter}-r{release.revision}"


def _releases(releases: Sequence[Release]) -> Resource:
    columns = (
        *_OF_RELEASE,
        ("published_on", _DAY, "Day of publication"),
        ("reason", _TEXT, "Why it replaces an earlier revision; empty for the first"),
        ("method", _WHOLE, "Version of the method by which small numbers are hidden and others rounded"),
        ("digest", _TEXT, "SHA-256 of the frozen content, keys sorted, without blanks"),
        ("headline_id", _TEXT, "Where the programme stands, in Indonesian"),
        ("headline_en", _TEXT, "Where the programme stands, in English"),
        ("verified_people", _WHOLE, "People verified, rounded to five; empty where it is not shown"),
    )
    rows = (
        (
            *_of(each),
            each.published_on.isoformat(),
            each.reason,
            each.method,
            each.digest,
            each.content["headline"]["id"],
            each.content["headline"]["en"],
            each.content["counts"]["total"],
        )
        for each in releases
    )
    return Resource("releases", "Every release ever published", columns, tuple(rows))


def _counts(releases: Sequence[Release]) -> Resource:
    columns = (
        *_OF_RELEASE,
        ("table", _TEXT, "CHOICE, STAGE, PROVINCE, DISTRICTS or ARRIVAL; each table counts all verified people"),
        (
            "unit",
            _TEXT,
            "Code of the row; provinces by the Home Ministry's code, REST-n several provinces of an island",
        ),
        ("name_id", _TEXT, "Name of the row in Indonesian"),
        ("name_en", _TEXT, "Name of the row in English"),
        ("people", _WHOLE, "People, rounded to five by itself; empty where it is not shown"),
    )
    rows = (
        (*_of(each), cell["table"], cell["unit"], cell["name"]["id"], cell["name"]["en"], cell["shown"])
        for each in releases
        for cell in each.content["counts"]["cells"]
    )
    return Resource("counts", "Verified people in the fixed tables", columns, tuple(rows))


def _money(releases: Sequence[Release]) -> Resource:
    columns = (
        *_OF_RELEASE,
        ("source", _TEXT, "Code of the source of money"),
        ("name", _TEXT, "Its name"),
        ("payer", _TEXT, "Office that pays"),
        ("use", _TEXT, "TRAVEL or AID"),
        ("allocated", _WHOLE, "Whole rupiah allocated"),
        ("released", _WHOLE, "Whole rupiah released"),
        ("tied", _WHOLE, "Whole rupiah tied to people, rounded to what twenty of them cost; empty: not shown"),
        ("spent", _WHOLE, "Whole rupiah spent, rounded in the same way; empty: not shown"),
    )
    kept = [name for name, _, _ in columns[2:]]
    rows = ((*_of(each), *(line[name] for name in kept)) for each in releases for line in each.content["money"])
    return Resource("money", "Money by source", columns, tuple(rows))


def _waiting(releases: Sequence[Release]) -> Resource:
    columns = (
        ("what_id", _TEXT, "What was waited for, in Indonesian"),
        ("what_en", _TEXT, "What was waited for, in English"),
        ("holder_id", _TEXT, "Who held it, in Indonesian"),
        ("holder_en", _TEXT, "Who held it, in English"),
        ("since", _DAY, "Since when"),
        ("days", _WHOLE, "Days waited up to the last release that names it"),
        ("gone_by", _DAY, "Day of the first release that no longer names it; empty while it is waited for"),
    )
    rows = (
        (each.what["id"], each.what["en"], each.holder["id"], each.holder["en"], each.since, each.days, each.ended_by)
        for each in waits(releases)
    )
    return Resource("waiting", "What the programme waited for, who held it, how long", columns, tuple(rows))


def _said(releases: Sequence[Release]) -> Iterator[Resource]:
    promise = (
        ("what", _TEXT, "What was promised"),
        ("office", _TEXT, "Office that promised it last"),
        ("first_promised", _TEXT, "Day, month or amount promised first"),
        ("now_promised", _TEXT, "Day, month or amount promised now"),
        ("unit", _TEXT, "RUPIAH, PEOPLE or MONTHS where an amount was promised; empty for a day"),
        ("slips", _WHOLE, "How often it slipped"),
        ("kept_on", _DAY, "Day it was kept; empty while it is not"),
        ("source", _TEXT, "Where it was said"),
    )
    yield _listed(releases, "promises", "Promises made in public, kept and slipped", promise)
    decision = (
        ("meeting", _TEXT, "RAKOR (with the ministry) or OTHER"),
        ("outcome", _TEXT, "MAY_PROCEED, MAY_PROCEED_IF, REFUSED or DEFERRED"),
        ("made_on", _DAY, "Day it was made"),
        ("ended_on", _DAY, "Day it ended; empty while it is in force"),
    )
    yield _listed(releases, "decisions", "Decisions of meetings", decision)
    yield _times(releases)
    yield _complaints(releases)
    statement = (
        ("said_on", _DAY, "Day it was said"),
        ("office", _TEXT, "Who said it: an office or a group, no person"),
        ("subject", _TEXT, "About what"),
        ("summary", _TEXT, "In short, as recorded"),
        ("source", _TEXT, "Where it stands"),
    )
    yield _listed(releases, "statements", "What offices and groups said in public", statement)


def _times(releases: Sequence[Release]) -> Resource:
    columns = (
        ("stage", _TEXT, "Stage that was held: VERIFIED, CLEARED, PLANNED, DEPARTED, ARRIVED or AIDED"),
        ("since", _DAY, "Since when the earliest thing it waited for was waited for"),
        ("days", _WHOLE, "Days from then to the last release that names one of them"),
        ("held", _WHOLE, "1 while something is still waited for, else 0"),
    )
    rows = ((each.stage, each.since, each.days, int(each.held)) for each in times(releases))
    return Resource("times", "Time per stage, by what the programme waited for", columns, tuple(rows))


def _complaints(releases: Sequence[Release]) -> Resource:
    columns = (
        *_OF_RELEASE,
        (
            "answered",
            _TEXT,
            "Of complaints due in the quarter, in time: ALL (or none was due), MOST (half or more) or FEWER",
        ),
    )
    rows = (
        (*_of(each), each.content["complaints"]["answered"])
        for each in releases
        if "answered" in each.content.get("complaints", ())
    )
    return Resource("complaints", "Complaints answered in time, quarter by quarter", columns, tuple(rows))


def _listed(releases: Sequence[Release], name: str, about: str, columns: tuple[tuple[str, str, str], ...]) -> Resource:
    kept = [column for column, _, _ in columns]
    rows = (
        (*_of(each), *(line.get(column) for column in kept)) for each in releases for line in each.content.get(name, ())
    )
    return Resource(name, about, (*_OF_RELEASE, *columns), tuple(rows))


def _of(release: Release) -> tuple[str, int]:
    return release.quarter, release.revision


def _csv(resource: Resource) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(name for name, _, _ in resource.columns)
    writer.writerows([_plain(value) for value in row] for row in resource.rows)
    return text.getvalue().encode()


def _plain(value: object) -> object:
    # A spreadsheet takes a text that begins like this for a formula, and runs it.
    return f"'{value}" if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t", "\r"} else value


def _json(document: object) -> bytes:
    return f"{json.dumps(document, ensure_ascii=False, indent=2)}\n".encode()


def _package(releases: Sequence[Release], found: Sequence[Resource]) -> dict[str, Any]:
    latest = releases[-1]
    return {
        "profile": "tabular-data-package",
        "name": latest.programme.lower(),
        "title": latest.content["name"],
        "description": "Published figures of an assisted-return programme. Numbers of people count the verified, "
        "are rounded to five, and are empty where they could let somebody be found.",
        "version": f"{latest.quarter}.{latest.revision}",
        "created": f"{latest.published_on.isoformat()}T00:00:00Z",
        "licenses": [words.LICENCE],
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": each.name,
                "title": each.about,
                "path": f"{each.name}.csv",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "dialect": {"lineTerminator": "\r\n"},
                "schema": {
                    "fields": [
                        {"name": name, "type": kind, "description": meaning} for name, kind, meaning in each.columns
                    ],
                    "missingValues": [""],
                },
            }
            for each in found
        ],
    }
