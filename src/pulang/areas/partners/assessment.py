"""Lays an institution's papers over each other: what stands after the last of them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from pulang.areas.partners.facts import AgreementFacts, Paper, PartnerFacts
from pulang.areas.partners.rules import (
    AccreditationEvent,
    AgreementEvent,
    ApprovalEvent,
    AssignmentEvent,
    Lacking,
    RegistrationEvent,
    SurveyEvent,
    accreditation_until,
    lacking,
)


def gather(*, agency: str, name: str, papers: Iterable[Paper]) -> PartnerFacts:
    """This will lay a partner's papers, oldest first, over each other: what stands after the last of them."""
    facts: dict[str, object] = {}
    for paper in papers:
        _LAY[paper.paper](facts, paper)
    return PartnerFacts(agency=agency, name=name, **facts)  # type: ignore[arg-type]


def _lay_registration(facts: dict[str, object], paper: Paper) -> None:
    if paper.event == RegistrationEvent.ENDED.value:
        facts["registration_ended_on"] = paper.on
        return
    facts["registration_number"] = paper.number
    facts["registered_on"] = paper.on
    facts["registration_until"] = paper.until
    facts["registration_ended_on"] = None


def _lay_accreditation(facts: dict[str, object], paper: Paper) -> None:
    if paper.event == AccreditationEvent.ISSUED.value:
        facts["accreditation_grade"] = paper.grade
        facts["accredited_on"] = paper.on
        facts["accreditation_until"] = accreditation_until(grade=paper.grade, issued_on=paper.on)
        facts["accreditation_suspended_on"] = facts["accreditation_revoked_on"] = None
    elif paper.event == AccreditationEvent.SUSPENDED.value:
        facts["accreditation_suspended_on"] = paper.on
    elif paper.event == AccreditationEvent.RESTORED.value:
        facts["accreditation_suspended_on"] = None
    elif paper.event == AccreditationEvent.REVOKED.value:
        facts["accreditation_revoked_on"] = paper.on
    elif paper.event == AccreditationEvent.APPEALED.value:
        facts["appealed_on"] = paper.on  # an appeal alone brings nothing back
    else:
        facts["appealed_on"] = None
        if paper.event == AccreditationEvent.APPEAL_UPHELD.value:
            facts["accreditation_suspended_on"] = facts["accreditation_revoked_on"] = None


def _lay_survey(facts: dict[str, object], paper: Paper) -> None:
    if paper.event == SurveyEvent.REQUESTED.value:
        facts["survey_asked_on"] = paper.on
        # Asking for the next survey while the last one still counts takes nothing away from the partner.
        if facts.get("survey_event") == SurveyEvent.PASSED.value:
            return
    if paper.event == SurveyEvent.VISITED.value and facts.get("survey_event") == SurveyEvent.PASSED.value:
        return
    facts["survey_event"] = paper.event
    facts["survey_on"] = paper.on
    facts["survey_until"] = paper.until


def _lay_approval(facts: dict[str, object], paper: Paper) -> None:
    if paper.event == ApprovalEvent.WITHDRAWN.value:
        facts["approval_withdrawn_on"] = paper.on
        return
    facts["approval_number"] = paper.number
    facts["approved_on"] = paper.on
    facts["approval_until"] = paper.until
    facts["approval_withdrawn_on"] = None


def _lay_assignment(facts: dict[str, object], paper: Paper) -> None:
    if paper.event == AssignmentEvent.RELEASED.value:
        facts["assigned_on"] = facts["assignment_until"] = None
        facts["capacity"] = 0
        facts["released_on"] = paper.on
        return
    facts["named_on"] = facts.get("named_on") or paper.on
    facts["released_on"] = None
    if paper.event == AssignmentEvent.ASSIGNED.value:
        facts["assigned_on"] = paper.on
        facts["capacity"] = paper.capacity or 0
        facts["assignment_until"] = paper.until


def _lay_agreement(facts: dict[str, object], paper: Paper) -> None:
    facts["agreements"] = agreements((paper,), known=facts.get("agreements", ()))  # type: ignore[arg-type]


def lacking_together(
    known: Sequence[PartnerFacts], *, day: date, people: int, place: str
) -> tuple[tuple[Lacking, ...], ...]:
    """This will give what each partner of a programme lacks; several that lack nothing but room have it together."""
    rooms = [0 if lacking(one, day=day, people=0, place=place) else one.capacity for one in known]
    return tuple(
        lacking(one, day=day, people=max(0, people - (sum(rooms) - own)), place=place)
        for one, own in zip(known, rooms, strict=True)
    )


def agreements(papers: Iterable[Paper], *, known: tuple[AgreementFacts, ...] = ()) -> tuple[AgreementFacts, ...]:
    """This will give agreements in the order they were signed, each with the day it was ended early."""
    found = {one.number: one for one in known}
    for paper in papers:
        if paper.event == AgreementEvent.SIGNED.value:
            assert paper.until is not None, "an agreement has an end (`signed_agreement_has_both_days`)"
            assert paper.starts_on is not None, "an agreement has a start (`signed_agreement_has_both_days`)"
            found[paper.number] = AgreementFacts(
                number=paper.number,
                signed_on=paper.on,
                starts_on=paper.starts_on,
                until=paper.until,
                regions=tuple(paper.regions or ()),
            )
        elif paper.number in found:
            found[paper.number] = replace(found[paper.number], ended_on=paper.on)
    return tuple(found.values())


_LAY: Final = {
    "registration": _lay_registration,
    "accreditation": _lay_accreditation,
    "survey": _lay_survey,
    "approval": _lay_approval,
    "assignment": _lay_assignment,
    "agreement": _lay_agreement,
}
