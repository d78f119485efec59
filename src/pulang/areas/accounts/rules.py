"""Who may do what: one table from verb to roles. Scope (whose cases) is the database's row security."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum
from typing import Final

from pulang.areas.accounts.facts import Actor


class AgencyKind(Enum):
    """Kinds of agencies. Police and civil-order units have none, so they can have no account (rule 7)."""

    CITY_OFFICE = "CITY_OFFICE"
    PROVINCE_OFFICE = "PROVINCE_OFFICE"
    MINISTRY = "MINISTRY"
    RECEIVING_OFFICE = "RECEIVING_OFFICE"
    PARTNER = "PARTNER"
    FINANCE_OFFICE = "FINANCE_OFFICE"
    OBSERVER = "OBSERVER"


class Role(Enum):
    """What a user is trusted with (design.md, section 5)."""

    REGISTRAR = "REGISTRAR"
    CASE_WORKER = "CASE_WORKER"
    COORDINATOR = "COORDINATOR"
    HEAD = "HEAD"
    MINISTRY_REVIEWER = "MINISTRY_REVIEWER"
    PARTNER_WORKER = "PARTNER_WORKER"
    RECEIVING_OFFICER = "RECEIVING_OFFICER"
    TREASURER = "TREASURER"
    APPROVER = "APPROVER"
    OBSERVER = "OBSERVER"
    DATA_PROTECTION = "DATA_PROTECTION"
    ADMINISTRATOR = "ADMINISTRATOR"


class RoleEvent(Enum):
    """A role is given or ended."""

    GIVEN = "GIVEN"
    ENDED = "ENDED"


class Relation(Enum):
    """How an actor's agency stands to a programme."""

    LEAD = "LEAD"
    MINISTRY = "MINISTRY"
    PARTNER = "PARTNER"
    RECEIVER = "RECEIVER"
    PAYER = "PAYER"
    OBSERVER = "OBSERVER"
    OUTSIDE = "OUTSIDE"


@dataclass(frozen=True, slots=True)
class Right:
    """Who may do one verb: roles, and how their agency must stand to the programme (None: no programme needed)."""

    roles: frozenset[Role]
    relations: frozenset[Relation] | None


def _right(roles: str, relations: str = "LEAD") -> Right:
    names = relations.split()
    return Right(
        roles=frozenset(Role[name] for name in roles.split()),
        relations=None if names == ["ANY"] else frozenset(Relation[name] for name in names),
    )


_CASEWORK: Final = "REGISTRAR CASE_WORKER COORDINATOR"
_FIELD: Final = "REGISTRAR CASE_WORKER COORDINATOR PARTNER_WORKER RECEIVING_OFFICER"
_NEAR: Final = "LEAD PARTNER RECEIVER"
_MONEY: Final = "TREASURER APPROVER"

# The one table of rights: every verb, who may do it, and from where. A verb that is not here cannot be done.
RIGHTS: Final[dict[str, Right]] = {
    "accounts.agency.register": _right("ADMINISTRATOR", "ANY"),
    "accounts.user.register": _right("ADMINISTRATOR", "ANY"),
    "accounts.user.deactivate": _right("ADMINISTRATOR", "ANY"),
    "accounts.role.give": _right("ADMINISTRATOR", "ANY"),
    "accounts.role.end": _right("ADMINISTRATOR", "ANY"),
    "accounts.token.issue": _right("ADMINISTRATOR", "ANY"),
    "accounts.token.revoke": _right("ADMINISTRATOR", "ANY"),
    "audit.act.strike": _right("COORDINATOR HEAD", "ANY"),  # the flow asks for the lead office of the act's programme
    "programmes.programme.open": _right("COORDINATOR HEAD", "ANY"),
    "programmes.site.add": _right("COORDINATOR"),
    "programmes.block.add": _right("COORDINATOR"),
    "programmes.site.mark": _right("COORDINATOR HEAD"),
    "programmes.stakeholder.list": _right("COORDINATOR"),
    "programmes.decree.issue": _right("COORDINATOR HEAD"),
    "programmes.decree.revoke": _right("COORDINATOR HEAD"),
    "cases.case.register": _right(_CASEWORK),
    "intake.workbook.open": _right(_CASEWORK),
    "intake.workbook.undo": _right(_CASEWORK),  # the flow asks for whoever imported it, or a coordinator
    "cards.card.issue": _right(_CASEWORK),
    "cards.card.end": _right(_CASEWORK),
    "contacts.contact.change": _right(_CASEWORK),
    "contacts.question.ask": _right(_CASEWORK),  # somebody writes it down for her
    "contacts.question.answer": _right(f"{_CASEWORK} HEAD"),
    "cases.choice.record": _right(_FIELD, _NEAR),
    "cases.consent.record": _right(_FIELD, _NEAR),
    "cases.consents.withdraw": _right(_FIELD, _NEAR),
    "cases.wish.record": _right(_FIELD, _NEAR),
    "cases.screening.record": _right("CASE_WORKER COORDINATOR PARTNER_WORKER", "LEAD PARTNER"),
    "cases.round.open": _right("COORDINATOR"),
    "papers.task.mark": _right(_CASEWORK),
    "rounds.slot.offer": _right("COORDINATOR"),
    "rounds.appointment.book": _right(_CASEWORK),
    "rounds.appointment.cancel": _right(_CASEWORK),
    "rounds.list.freeze": _right("COORDINATOR HEAD"),
    "cases.attester.list": _right("COORDINATOR"),
    "cases.attester.unlist": _right("COORDINATOR"),
    "cases.attempt.record": _right(_FIELD, _NEAR),
    "cases.duplicate.flag": _right(_CASEWORK),
    "cases.duplicate.decide": _right("COORDINATOR"),
    "cases.objection.raise": _right(_FIELD, _NEAR),
    "cases.objection.answer": _right("COORDINATOR HEAD"),
    "cases.objection.appeal": _right(_FIELD, _NEAR),
    "cases.move.record": _right(_FIELD, _NEAR),
    "cases.assignment.give": _right("COORDINATOR"),
    "cases.assignment.end": _right("COORDINATOR"),
    "cases.assignment.move": _right("COORDINATOR"),
    "cases.lock.set": _right("COORDINATOR HEAD"),
    "cases.lock.end": _right("COORDINATOR HEAD"),
    "people.identity.correct": _right(_CASEWORK),
    "coordination.meeting.expect": _right("COORDINATOR HEAD MINISTRY_REVIEWER", "LEAD MINISTRY"),
    "coordination.meeting.plan": _right("COORDINATOR HEAD MINISTRY_REVIEWER", "LEAD MINISTRY"),
    "coordination.meeting.hold": _right("COORDINATOR HEAD MINISTRY_REVIEWER", "LEAD MINISTRY"),
    "coordination.meeting.cancel": _right("COORDINATOR HEAD MINISTRY_REVIEWER", "LEAD MINISTRY"),
    "coordination.agenda.put": _right("COORDINATOR HEAD MINISTRY_REVIEWER", "LEAD MINISTRY"),
    "coordination.agenda.drop": _right("COORDINATOR HEAD MINISTRY_REVIEWER", "LEAD MINISTRY"),
    "coordination.minutes.issue": _right("COORDINATOR HEAD MINISTRY_REVIEWER", "LEAD MINISTRY"),
    "coordination.decision.make": _right("COORDINATOR HEAD MINISTRY_REVIEWER", "LEAD MINISTRY"),
    "coordination.decision.withdraw": _right("COORDINATOR HEAD MINISTRY_REVIEWER", "LEAD MINISTRY"),
    "coordination.decision.correct": _right("COORDINATOR HEAD MINISTRY_REVIEWER", "LEAD MINISTRY"),
    "coordination.condition.meet": _right("COORDINATOR HEAD MINISTRY_REVIEWER", "LEAD MINISTRY"),
    "coordination.letter.record": _right("COORDINATOR HEAD MINISTRY_REVIEWER", "LEAD MINISTRY"),
    "coordination.letter.answer": _right("COORDINATOR HEAD MINISTRY_REVIEWER", "LEAD MINISTRY"),
    "coordination.position.file": _right("OBSERVER", "ANY"),
    "coordination.consultation.record": _right("COORDINATOR CASE_WORKER"),
    "coordination.question.answer": _right("COORDINATOR CASE_WORKER HEAD MINISTRY_REVIEWER", "LEAD MINISTRY"),
    "partners.registration.record": _right("COORDINATOR MINISTRY_REVIEWER", "ANY"),
    "partners.accreditation.record": _right("COORDINATOR MINISTRY_REVIEWER", "ANY"),
    "partners.survey.record": _right("COORDINATOR MINISTRY_REVIEWER", "ANY"),
    "partners.document.file": _right("PARTNER_WORKER COORDINATOR MINISTRY_REVIEWER", "ANY"),  # own papers: the flow
    "partners.document.check": _right("COORDINATOR MINISTRY_REVIEWER", "ANY"),
    "partners.approval.record": _right("MINISTRY_REVIEWER", "MINISTRY"),
    "partners.agreement.record": _right("COORDINATOR HEAD"),
    "partners.assignment.record": _right("COORDINATOR HEAD"),
    "partners.incident.record": _right("COORDINATOR HEAD MINISTRY_REVIEWER", "ANY"),
    "partners.incident.answer": _right("PARTNER_WORKER", "ANY"),  # of that institution: the flow
    "partners.incident.close": _right("COORDINATOR HEAD MINISTRY_REVIEWER", "ANY"),  # who recorded it, or the ministry
    "funds.source.open": _right(f"COORDINATOR {_MONEY}", "LEAD PAYER MINISTRY"),
    "funds.source.confirm": _right("APPROVER MINISTRY_REVIEWER", "LEAD PAYER MINISTRY"),
    "funds.fare.estimate": _right(f"COORDINATOR {_MONEY}"),
    "funds.money.allocate": _right(_MONEY, "LEAD PAYER MINISTRY"),
    "funds.money.release": _right(_MONEY, "LEAD PAYER MINISTRY"),
    "funds.money.reduce": _right(_MONEY, "LEAD PAYER MINISTRY"),
    "funds.money.commit": _right(_MONEY, "LEAD PAYER MINISTRY"),
    "funds.money.uncommit": _right(_MONEY, "LEAD PAYER MINISTRY"),
    "funds.money.refund": _right(_MONEY, "LEAD PAYER MINISTRY"),
    "funds.paper.issue": _right(_MONEY, "LEAD PAYER MINISTRY"),
    "funds.year.close": _right(_MONEY, "LEAD PAYER MINISTRY"),
    # Asked for by one, approved by another; the database knows both (`payment_needs_two_people`).
    "funds.payment.ask": _right(_MONEY, "LEAD PAYER MINISTRY"),
    "funds.payment.approve": _right("APPROVER", "LEAD PAYER MINISTRY"),
    "funds.payment.refuse": _right(_MONEY, "LEAD PAYER MINISTRY"),
    # Those who know the people make the list; those who pay see tokens; the two never meet in one account.
    "payments.batch.ask": _right("COORDINATOR"),
    "payments.file.make": _right("TREASURER", "LEAD PAYER MINISTRY"),
    "payments.result.take": _right("TREASURER", "LEAD PAYER MINISTRY"),
    "payments.proof.file": _right("TREASURER APPROVER", "LEAD PAYER MINISTRY"),
    "payments.statement.take": _right("TREASURER", "LEAD PAYER MINISTRY"),
    "payments.envelope.appoint": _right("CASE_WORKER COORDINATOR PARTNER_WORKER", "LEAD PARTNER"),
    "payments.envelope.record": _right("CASE_WORKER COORDINATOR PARTNER_WORKER", "LEAD PARTNER"),
    "aid.decree.issue": _right("COORDINATOR HEAD MINISTRY_REVIEWER", "LEAD MINISTRY"),
    "aid.beneficiary.list": _right("COORDINATOR MINISTRY_REVIEWER", "LEAD MINISTRY"),
    "aid.beneficiary.remove": _right("COORDINATOR MINISTRY_REVIEWER", "LEAD MINISTRY"),
    "aid.channel.record": _right(_FIELD, _NEAR),
    "aid.rate.set": _right("MINISTRY_REVIEWER ADMINISTRATOR", "ANY"),
    "journeys.itinerary.plan": _right("CASE_WORKER COORDINATOR PARTNER_WORKER", "LEAD PARTNER"),
    "journeys.itinerary.confirm": _right("CASE_WORKER COORDINATOR PARTNER_WORKER", "LEAD PARTNER"),
    "journeys.itinerary.drop": _right("CASE_WORKER COORDINATOR PARTNER_WORKER", "LEAD PARTNER"),
    # Accepting ties money and pays nothing: paying takes two people of those who keep the money.
    "journeys.plan.accept": _right("COORDINATOR HEAD"),
    "journeys.support.mark": _right("CASE_WORKER COORDINATOR PARTNER_WORKER", "LEAD PARTNER"),
    "journeys.search.begin": _right("COORDINATOR HEAD"),
    "journeys.search.stop": _right("COORDINATOR HEAD"),
    "journeys.network.add": _right("CASE_WORKER COORDINATOR"),
    "journeys.service.end": _right("CASE_WORKER COORDINATOR"),
    "journeys.departure.cancel": _right("CASE_WORKER COORDINATOR"),
    "journeys.checkin.record": _right("CASE_WORKER COORDINATOR PARTNER_WORKER", "LEAD PARTNER"),
    "journeys.sheet.open": _right("CASE_WORKER COORDINATOR PARTNER_WORKER", "LEAD PARTNER"),
    "journeys.mind.change": _right(_FIELD, _NEAR),
    "journeys.manifest.leave": _right("CASE_WORKER COORDINATOR PARTNER_WORKER", "LEAD PARTNER"),
    "journeys.handover.give": _right("CASE_WORKER COORDINATOR PARTNER_WORKER", "LEAD PARTNER"),
    "journeys.handover.acknowledge": _right("RECEIVING_OFFICER COORDINATOR PARTNER_WORKER", _NEAR),
    "journeys.arrival.tell": _right("CASE_WORKER COORDINATOR PARTNER_WORKER", "LEAD PARTNER"),
    "journeys.followup.record": _right("CASE_WORKER COORDINATOR PARTNER_WORKER", "LEAD PARTNER"),
    "journeys.receiver.acknowledge": _right("RECEIVING_OFFICER COORDINATOR", "LEAD RECEIVER"),
    "journeys.receiver.withdraw": _right("RECEIVING_OFFICER COORDINATOR", "LEAD RECEIVER"),
    "statements.figure.report": _right("COORDINATOR CASE_WORKER MINISTRY_REVIEWER", "LEAD MINISTRY"),
    "statements.conflict.note": _right("COORDINATOR HEAD MINISTRY_REVIEWER", "LEAD MINISTRY"),
    "statements.promise.make": _right("COORDINATOR HEAD MINISTRY_REVIEWER", "LEAD MINISTRY"),
    "statements.promise.keep": _right("COORDINATOR HEAD MINISTRY_REVIEWER", "LEAD MINISTRY"),
    "statements.statement.record": _right("COORDINATOR CASE_WORKER", "LEAD"),
    "statements.answer.prepare": _right("COORDINATOR HEAD MINISTRY_REVIEWER", "LEAD MINISTRY"),
    "statements.answer.give": _right("COORDINATOR HEAD MINISTRY_REVIEWER", "LEAD MINISTRY"),
    "privacy.consent.lapse": _right("COORDINATOR DATA_PROTECTION"),  # the worker does it, hour by hour
    "privacy.deletion.confirm": _right("PARTNER_WORKER RECEIVING_OFFICER", "ANY"),  # the flow asks for what was asked
    "privacy.request.receive": _right(f"{_FIELD} DATA_PROTECTION", _NEAR),
    "privacy.request.check": _right(f"{_CASEWORK} DATA_PROTECTION"),
    "privacy.request.answer": _right("COORDINATOR DATA_PROTECTION"),
    "privacy.request.refuse": _right("DATA_PROTECTION"),
    "privacy.request.finish": _right("COORDINATOR DATA_PROTECTION"),
    "privacy.request.lift": _right(f"{_FIELD} DATA_PROTECTION", _NEAR),
    "privacy.erasure.decide": _right("DATA_PROTECTION"),
    "privacy.erasure.confirm": _right("COORDINATOR HEAD"),
    "privacy.official.receive": _right("HEAD"),
    "privacy.official.examine": _right("DATA_PROTECTION"),
    "privacy.official.approve": _right("HEAD COORDINATOR"),
    "privacy.official.refuse": _right("HEAD COORDINATOR DATA_PROTECTION"),
    "privacy.official.give": _right("HEAD COORDINATOR"),
    "privacy.official.tell": _right("CASE_WORKER COORDINATOR HEAD DATA_PROTECTION"),
    "grievances.complaint.file": _right(""),  # by whoever complains, without an account; answered at its desk
    "grievances.complaint.answer": _right("COORDINATOR HEAD DATA_PROTECTION MINISTRY_REVIEWER", "LEAD MINISTRY"),
    "grievances.complaint.reopen": _right(""),
    "privacy.purge.run": _right("DATA_PROTECTION"),  # the worker does it, night by night
    "privacy.purge.propose": _right("DATA_PROTECTION"),
    "privacy.purge.approve": _right("DATA_PROTECTION HEAD COORDINATOR"),
    "privacy.leftover.sweep": _right("DATA_PROTECTION", "ANY"),
    # What may be opened, and for whom, is the flow's: by care and consent, by the drawn sample, in an emergency.
    "reveals.identity.open": _right(f"{_FIELD} HEAD MINISTRY_REVIEWER", "ANY"),
    "reveals.emergency.declare": _right(f"{_FIELD} HEAD", "ANY"),
    "reveals.emergency.confirm": _right("COORDINATOR HEAD"),
    "reveals.emergency.review": _right("DATA_PROTECTION", "LEAD MINISTRY"),
    "reveals.emergency.tell": _right("CASE_WORKER COORDINATOR DATA_PROTECTION", "LEAD"),
    "reveals.sample.draw": _right("MINISTRY_REVIEWER", "MINISTRY"),
    "exports.export.request": _right("CASE_WORKER COORDINATOR"),
    "exports.export.approve": _right("COORDINATOR HEAD"),
    "exports.export.refuse": _right("CASE_WORKER COORDINATOR HEAD"),
    "figures.release.prepare": _right("COORDINATOR HEAD"),
    "figures.release.publish": _right("COORDINATOR HEAD"),
    "readiness.gate.waive": _right("HEAD"),
    "readiness.waiver.end": _right("HEAD COORDINATOR"),
}

COMPLAINER: Final = "COMPLAINER"  # whoever complains, known by the code of the complaint alone
COMPLAINS: Final = frozenset({"grievances.complaint.file", "grievances.complaint.reopen"})

# What the person herself may do, in her own case and nowhere else, with the card she carries (no account).
HERSELF: Final = "HERSELF"
HERS: Final = frozenset(
    {
        "cases.choice.record",
        "cases.consent.record",
        "cases.consents.withdraw",
        "cases.objection.raise",
        "cases.objection.appeal",
        "rounds.appointment.book",
        "rounds.appointment.cancel",
        "privacy.request.receive",
        "privacy.request.lift",
        "contacts.contact.change",
        "contacts.question.ask",
    }
)

# What may be looked at, by role; a screen declares one of these and shows nothing else.
LOOKS: Final[dict[str, frozenset[Role]]] = {
    "programme": frozenset(Role),
    # Exact counts, and sums that follow from them, could tell an organisation of neighbours who somebody is.
    "counts": frozenset(Role) - {Role.OBSERVER},
    "money": frozenset(Role) - {Role.PARTNER_WORKER, Role.RECEIVING_OFFICER, Role.OBSERVER},
    "cases": _right(f"{_FIELD} HEAD MINISTRY_REVIEWER").roles,
    "file": _right(f"{_FIELD} HEAD MINISTRY_REVIEWER").roles - {Role.RECEIVING_OFFICER},  # who reads her sheet alone
    # How she was screened, pressed or taken for somebody else: for those who work on it, in no receiving sheet.
    "care": frozenset({Role.REGISTRAR, Role.CASE_WORKER, Role.COORDINATOR, Role.PARTNER_WORKER}),
    # Requests, deletions, letters of authorities, purges; and the short list of what one's own office has to delete.
    "privacy": frozenset({Role.DATA_PROTECTION, Role.COORDINATOR, Role.HEAD}),
    "copies": frozenset({Role.REGISTRAR, Role.CASE_WORKER, Role.COORDINATOR}),  # of her data, on her request
    "deletions": frozenset({Role.PARTNER_WORKER, Role.RECEIVING_OFFICER}),
    # Who looked: for those who may hand it to the person herself, and the whole book for the one who watches over it.
    "trail": frozenset({Role.CASE_WORKER, Role.COORDINATOR, Role.DATA_PROTECTION}),
    "looks": frozenset({Role.DATA_PROTECTION}),
    "acts": frozenset({Role.COORDINATOR, Role.HEAD, Role.DATA_PROTECTION}),
    "emergencies": frozenset({Role.COORDINATOR, Role.HEAD, Role.DATA_PROTECTION}),
    "samples": frozenset({Role.COORDINATOR, Role.HEAD, Role.MINISTRY_REVIEWER, Role.DATA_PROTECTION}),
    "danger": RIGHTS["reveals.emergency.declare"].roles,
    "handover": frozenset({Role.COORDINATOR, Role.HEAD, Role.MINISTRY_REVIEWER}),
    "own-papers": frozenset({Role.PARTNER_WORKER}),
    # What was found of an institution, in words; everybody else finds how much there is.
    "conduct": RIGHTS["partners.incident.record"].roles,
    "grievances": RIGHTS["grievances.complaint.answer"].roles,
    "restricted": frozenset({Role.DATA_PROTECTION, Role.MINISTRY_REVIEWER}),  # violence, coercion, money demanded
    "exports": frozenset({Role.CASE_WORKER, Role.COORDINATOR, Role.HEAD, Role.DATA_PROTECTION}),
    "accounts": frozenset({Role.ADMINISTRATOR}),
}

_WHOLE_PROGRAMMES: Final = frozenset(
    {Role.REGISTRAR, Role.CASE_WORKER, Role.COORDINATOR, Role.HEAD, Role.MINISTRY_REVIEWER, Role.DATA_PROTECTION}
)
_SINGLE_CASES: Final = frozenset({Role.PARTNER_WORKER, Role.RECEIVING_OFFICER})
# Who may open a sealed value at all, field by field under a reveal: never those who pay, observe or keep accounts.
_NAMES: Final = RIGHTS["reveals.identity.open"].roles


def may(actor: Actor, verb: str, relation: Relation | None) -> bool:
    """This will be true when one of the actor's roles may do `verb` from where the agency stands.

    The system may do what any role may: it replays what people did. The person herself may do a few things, and the
    database holds her to her own case. `relation` is None while no programme is concerned.
    """
    right = RIGHTS[verb]
    if "SYSTEM" in actor.roles:
        return True
    if HERSELF in actor.roles:
        return verb in HERS
    if COMPLAINER in actor.roles:
        return verb in COMPLAINS
    if not actor.roles & {role.value for role in right.roles}:
        return False
    return right.relations is None or (relation is not None and relation in right.relations)


def may_look(actor: Actor, what: str) -> bool:
    """This will be true when one of the actor's roles may look at this kind of thing."""
    return "SYSTEM" in actor.roles or bool(actor.roles & {role.value for role in LOOKS[what]})


def reach_of(actor: Actor) -> str:
    """This will say how far the database answers the actor: ALL, PROGRAMMES, CASES or NONE."""
    if "SYSTEM" in actor.roles:
        return "ALL"
    if actor.roles & {role.value for role in _WHOLE_PROGRAMMES}:
        return "PROGRAMMES"
    if HERSELF in actor.roles:
        return "PERSON"
    return "CASES" if actor.roles & {role.value for role in _SINGLE_CASES} else "NONE"


def may_open_names(actor: Actor) -> bool:
    """This will be true when the actor's work may need a sealed identity; only a reveal opens one."""
    return "SYSTEM" in actor.roles or bool(actor.roles & {role.value for role in _NAMES})


def opens_as(actor: Actor) -> str:
    """This will name the line of the key service's table of limits for this actor (`storage/keyd/quotas.py`)."""
    if "SYSTEM" in actor.roles:
        return "SYSTEM"
    if may_open_names(actor):
        return "OFFICER"
    return "FINANCE" if actor.roles & {Role.TREASURER.value, Role.APPROVER.value} else "NOBODY"


# What the database shows to some of those who see a case, and to some who see a programme.
_LOOKS_KEPT_APART: Final = ("care", "acts", "restricted", "conduct")


def looks_of(actor: Actor) -> tuple[str, ...]:
    """This will give what the database shows the actor beyond the cases themselves."""
    return tuple(what for what in _LOOKS_KEPT_APART if may_look(actor, what))


_LEAD_OFFICES: Final = frozenset({AgencyKind.CITY_OFFICE, AgencyKind.PROVINCE_OFFICE})
_PAYING: Final = _LEAD_OFFICES | {AgencyKind.FINANCE_OFFICE, AgencyKind.MINISTRY}
_OFFICES: Final = _PAYING | {AgencyKind.RECEIVING_OFFICE}

# Where a role can be held at all; any office can have an administrator.
FITS: Final[dict[Role, frozenset[AgencyKind]]] = {
    Role.REGISTRAR: _LEAD_OFFICES,
    Role.CASE_WORKER: _LEAD_OFFICES,
    Role.COORDINATOR: _LEAD_OFFICES,
    Role.HEAD: _LEAD_OFFICES,
    Role.MINISTRY_REVIEWER: frozenset({AgencyKind.MINISTRY}),
    Role.PARTNER_WORKER: frozenset({AgencyKind.PARTNER}),
    Role.RECEIVING_OFFICER: _LEAD_OFFICES | {AgencyKind.RECEIVING_OFFICE},
    Role.TREASURER: _PAYING,
    Role.APPROVER: _PAYING,
    Role.OBSERVER: frozenset({AgencyKind.OBSERVER}),
    Role.DATA_PROTECTION: _LEAD_OFFICES | {AgencyKind.MINISTRY},
    Role.ADMINISTRATOR: _OFFICES,
}

NEVER_TOGETHER: Final = frozenset({Role.TREASURER, Role.APPROVER})  # two different people (design.md, section 5)


def fits(role: Role, kind: AgencyKind) -> bool:
    """This will be true when a role can be held in an agency of this kind."""
    return kind in FITS[role]


def clashes(role: Role, held: Collection[str]) -> bool:
    """This will be true when one person may not hold `role` beside those `held`."""
    return role in NEVER_TOGETHER and any(other.value in held for other in NEVER_TOGETHER - {role})
