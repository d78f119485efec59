"""Meetings with residents and their organisations: what was told, asked and answered."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from pulang.areas.accounts.facts import Actor
from pulang.areas.coordination import operations
from pulang.flows.act import Receipt, What, act
from pulang.flows.inputs import Code, Day, Short, Source, YesNo
from pulang.flows.verbs import Verb


class RecordConsultation(What):
    """A meeting with residents or their organisations: what was told, asked and answered."""

    programme: Code
    office: Short
    audience: Code
    summary: Annotated[str, Field(min_length=1, max_length=500)]
    asked: Annotated[str, Field(max_length=1000)] = ""
    answered: Annotated[str, Field(max_length=1000)] = ""
    companions: YesNo = False
    source: Source = ""
    happened_on: Day | None = None


def record_consultation(*, by: Actor, at: datetime, ref: str, what: RecordConsultation) -> Receipt:
    """This will record a consultation with residents or their organisations."""
    with act(by, "coordination.consultation.record", at, ref=ref, what=what, programme=what.programme) as trail:
        operations.record_consultation(**what.model_dump(exclude={"happened_on"}), stamp=trail.stamp(what.happened_on))
        trail.note(subject=what.audience)
    return trail.done()


VERBS = (Verb("coordination.consultation.record", RecordConsultation, record_consultation),)
