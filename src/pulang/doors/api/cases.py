"""Reads cases without any identity: lists, and one case with what it waits for."""

from dataclasses import asdict
from typing import Annotated, Any, Final

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema
from pydantic import AfterValidator, Field, WithJsonSchema
from pydantic_core import PydanticKnownError

from pulang.areas.accounts.rules import may_look
from pulang.areas.cases import queries
from pulang.areas.cases.facts import FILE_CARES, FILE_SHOWS, SHEET_SHOWS, CaseFile, ConsentLine, Line
from pulang.areas.cases.rules import ChoiceKind
from pulang.areas.programmes import queries as programme_queries
from pulang.areas.readiness.gates import BY_ID
from pulang.areas.readiness.rules import Stage
from pulang.doors.api import answers, schemas, tokens
from pulang.doors.api.programmes import AskedDay, today
from pulang.flows import listing as narrowed
from pulang.flows import looking, status_json
from pulang.flows.inputs import CaseNumber, Code, Text
from pulang.flows.why import why
from pulang.kernel.moments import moment

router: Final = Router(tags=["cases"])


def _gate(value: str) -> str:
    if value and value not in BY_ID:
        raise PydanticKnownError("enum", {"expected": ", ".join(f"'{each}'" for each in BY_ID)})
    return value


def _one_of(*codes: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "enum": list(codes)})


AskedChoice = Annotated[ChoiceKind | None, _one_of(*(each.value for each in ChoiceKind))]
AskedStage = Annotated[Stage | None, _one_of(*(each.value for each in Stage))]
GateId = Annotated[Text, AfterValidator(_gate), _one_of(*BY_ID)]


class Asked(Schema):
    """What the list is narrowed to, and the page that is wanted."""

    choice: AskedChoice = None
    stage: AskedStage = None
    gate: GateId = ""
    origin: Annotated[Text, Field(max_length=13)] = ""
    site: Annotated[Text, Field(max_length=32)] = ""
    number: Text = ""
    page: Annotated[int, Field(ge=1, le=queries.PAGE_MOST)] = 1


@router.get("/programmes/{code}/cases", response=answers.of(schemas.Cases), operation_id="cases")
@tokens.reads("cases")
def cases(request: HttpRequest, code: Path[Code], asked: Query[Asked]) -> dict[str, Any]:
    """A page of the cases the caller may see, in the order of their numbers."""
    about = programme_queries.programme(code)
    filters = narrowed.Asked(
        choice=asked.choice.value if asked.choice else "",
        stage=asked.stage.value if asked.stage else "",
        gate=asked.gate,
        origin=asked.origin,
        site=asked.site,
        q=asked.number,
    )
    sheet = not may_look(tokens.caller_of(request).actor, "file")
    listing = asdict(narrowed.listed(code, filters, page=asked.page, day=today(request, about), sheet=sheet))
    for row in listing["rows"]:
        del row["alias"]  # people call each other by it
        del row["facts"], row["id"]
    return listing


@router.get("/cases/{number}", response=answers.of(schemas.Case), operation_id="case")
@tokens.reads("cases")
def case(
    request: HttpRequest, number: Path[CaseNumber], as_of: AskedDay = None, known_on: AskedDay = None
) -> dict[str, Any]:
    """What one case waits for on a day, as known on a day, and everything its file holds.

    A receiving office reads the fields of its sheet; what does not belong there is empty.
    """
    ref = queries.find(number)
    about = programme_queries.programme(ref.programme)
    day = as_of or today(request, about)
    answer = why(number, as_of=day, known_on=known_on)
    file = queries.case_file(number, moment(day, known_on=known_on, zone=about.time_zone))
    actor = tokens.caller_of(request).actor
    near, shown = may_look(actor, "care"), FILE_SHOWS
    if not may_look(actor, "file"):
        answer, file, shown = answer.sheet(), file.sheet(), SHEET_SHOWS
    looking.note(action="case.read", case=ref, fields=[name for name in shown if near or name not in FILE_CARES])
    return {**status_json.reasons(answer), "file": _file(file, near=near)}


def _file(file: CaseFile, *, near: bool) -> dict[str, Any]:
    return {
        "opened_on": file.ref.opened_on,
        "site": file.site,
        "block": file.block,
        "origin": file.origin,
        "home": file.home,
        "children_with": file.children_with,
        "adults_with": file.adults_with,
        "choices": [{**_line(line), "pressure": line.pressure if near else None} for line in file.choices],
        "consents": [_consent(line, file) for line in file.consent_lines],
        "wishes": [_line(line) for line in file.wishes],
        "screenings": [_line(line) for line in file.screenings] if near else None,
        "attempts": [_line(line, "attesters") for line in file.attempts],
        "duplicates": [_line(line, "other_id", "reason") for line in file.duplicates] if near else None,
        "objections": [_line(line, "reason", "by") for line in file.objections],
        "moves": [_line(line) for line in file.moves],
        "assignments": [_line(line) for line in file.assignments],
    }


def _consent(line: ConsentLine, file: CaseFile) -> dict[str, Any]:
    return {**_line(line), "in_force": line in file.consents}


def _line(line: Line, *without: str) -> dict[str, Any]:
    return {name: value for name, value in asdict(line).items() if name not in {"act", *without}}
