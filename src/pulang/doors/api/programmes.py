"""Reads programmes and where they stand."""

from dataclasses import asdict
from datetime import date
from typing import Annotated, Any, Final

from django.http import HttpRequest
from ninja import Path, Router
from pydantic import WithJsonSchema

from pulang.areas.accounts.rules import may_look
from pulang.areas.programmes import queries
from pulang.areas.programmes.facts import ProgrammeFacts
from pulang.doors.api import answers, schemas, tokens
from pulang.flows import status_json
from pulang.flows.inputs import Code, Day
from pulang.flows.status import status
from pulang.kernel.moments import local_day

AskedDay = Annotated[Day | None, WithJsonSchema({"type": "string", "format": "date"})]

router: Final = Router(tags=["programmes"])


@router.get("", response=answers.of(schemas.Programmes), operation_id="programmes")
@tokens.reads("programme")
def programmes(request: HttpRequest) -> dict[str, Any]:
    """Every programme, the latest opened first."""
    return {"programmes": [asdict(each) for each in queries.programmes()]}


@router.get("/{code}", response=answers.of(schemas.Programme), operation_id="programme")
@tokens.reads("programme")
def programme(request: HttpRequest, code: Path[Code]) -> dict[str, Any]:
    """One programme with its sites and blocks."""
    sites = [
        {"code": each.code, "name": each.name, "place": each.place, "blocks": each.blocks}
        for each in queries.sites(code)
    ]
    return {**asdict(queries.programme(code)), "sites": sites}


@router.get("/{code}/status", response=answers.of(schemas.Status), operation_id="programmeStatus")
@tokens.reads("counts")
def programme_status(
    request: HttpRequest, code: Path[Code], as_of: AskedDay = None, known_on: AskedDay = None
) -> dict[str, Any]:
    """Where a programme stands on a day, as known on a day: headline, blockers in order, money, promises, figures."""
    about = queries.programme(code)
    document = status_json.document(status(code, as_of=as_of or today(request, about), known_on=known_on))
    if not may_look(tokens.caller_of(request).actor, "money"):
        document["funds"] = None
    return document


def today(request: HttpRequest, about: ProgrammeFacts) -> date:
    """This will give the day it is where the programme is."""
    return local_day(tokens.caller_of(request).at, about.time_zone)
