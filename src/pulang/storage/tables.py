"""One decision for every table and every role: what may be done with it, and whose rows it shows.

`storage.guards` turns this list into grants, triggers and row security after every migration; `pulang verify`
compares it with the database, and a test fails for a table that is not in it.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from pulang.storage.postgres import roles


class Kind(Enum):
    """What may happen to the rows of a table."""

    BOOK = "BOOK"  # read and append; a trigger refuses everything else, even to the owner
    KEPT = "KEPT"  # read, append and update: derived or moving state
    PLUMBING = "PLUMBING"  # sessions, credentials, jobs: the library's own business
    SEALS = "SEALS"  # the sealer adds, everybody else only reads; guarded like a book
    STILL = "STILL"  # read only for the application
    HIDDEN = "HIDDEN"  # the owner's alone


class Shows(Enum):
    """Whose rows a table shows: everybody's, or those the context reaches."""

    ALL = "ALL"
    BY_CASE = "BY_CASE"  # has case_id and programme_id
    CASES = "CASES"  # the table of cases itself
    BY_PERSON = "BY_PERSON"  # has person_id; follows the person's cases
    PERSONS = "PERSONS"  # the table of persons itself
    NAMES = "NAMES"  # has person_id and opens identities: needs the right to names as well
    KEYS = "KEYS"  # has person_id; opens with a name, and for whoever seals a new value
    REVEALS = "REVEALS"  # one's own, and those of the programmes one sees
    EMERGENCIES = "EMERGENCIES"  # the same, and also about cases that are not one's own
    ANSWERS = "ANSWERS"  # words on an emergency: for who asked, who answered, and the programme
    BY_PROGRAMME = "BY_PROGRAMME"  # has programme_id, and an actor who adds only his own
    OF_PROGRAMME = "OF_PROGRAMME"  # has programme_id
    ACTS = "ACTS"  # the act book
    LOOKS = "LOOKS"  # the book of looks: those who keep a programme read it, everybody adds his own
    OWN_OR_BY_CASE = "OWN_OR_BY_CASE"  # as BY_CASE, and to the agency in agency_id even when it sees the case no more
    DESKS = "DESKS"  # complaints: to whoever made one, and to the desk it lies at
    CONDUCT = "CONDUCT"  # about an institution: to itself, and to those who judge institutions
    ABOUT_CASE = "ABOUT_CASE"  # programme_id and a case_id that may be empty


class Part(Enum):
    """Which part of a case a table keeps; single cases are shown by the purpose for which they were given."""

    SHEET = "SHEET"  # what a receiving office needs as well
    WORK = "WORK"  # the work of the lead office and the partner
    CARE = "CARE"  # how she was screened, pressed or taken for somebody else: for those who work on it
    OFFICE = "OFFICE"  # what authorities ask of the lead office: for those there who work on cases or keep the acts


@dataclass(frozen=True, slots=True)
class Table:
    """The decision for one table; the application's rights follow from the kind, the other roles' stand beside it."""

    kind: Kind
    shows: Shows = Shows.ALL
    part: Part = Part.WORK
    cases: tuple[str, ...] = ("case_id",)  # the columns that name a case
    sealed: bool = False  # the sealer reads it whole, to seal what stands in it
    of_accounts: bool = False  # credentials: nothing for the jobs
    published: bool = False  # the public pages read it, and nothing else

    @property
    def personal(self) -> bool:
        """This will be true when row security is forced on the table."""
        return self.shows is not Shows.ALL

    @property
    def of_one_case(self) -> bool:
        """This will be true when a row is about one case, whose programme stands in it too."""
        return self.shows in {Shows.BY_CASE, Shows.OWN_OR_BY_CASE, Shows.ABOUT_CASE}

    @property
    def names_a_case(self) -> bool:
        """This will be true when a row names one case, which may be locked."""
        return self.of_one_case or self.shows in {Shows.CASES, Shows.REVEALS, Shows.EMERGENCIES, Shows.ANSWERS}

    @property
    def added_to(self) -> bool:
        """This will be true when a trigger keeps the table append-only."""
        return self.kind in {Kind.BOOK, Kind.SEALS}


_BOOK = Table(Kind.BOOK)
_LEDGER = Table(Kind.BOOK, sealed=True)
_KEPT = Table(Kind.KEPT)
_PLUMBING = Table(Kind.PLUMBING)
_CREDENTIALS = Table(Kind.PLUMBING, of_accounts=True)
_ABOUT_A_CASE = Table(Kind.BOOK, Shows.BY_CASE)
_ON_THE_SHEET = Table(Kind.BOOK, Shows.BY_CASE, Part.SHEET)

TABLES: Final[dict[str, Table]] = {
    "accounts_agency": _BOOK,
    "accounts_user": _KEPT,
    "accounts_rolechange": _BOOK,
    "accounts_token": _CREDENTIALS,  # an expired one is destroyed (areas/privacy/retention.toml)
    "accounts_session": _CREDENTIALS,
    "accounts_tries": _CREDENTIALS,
    "accounts_signin": _BOOK,
    "accounts_firstcode": _CREDENTIALS,
    "audit_act": Table(Kind.BOOK, Shows.ACTS, sealed=True),
    "audit_strike": _LEDGER,
    "audit_look": Table(Kind.BOOK, Shows.LOOKS, sealed=True),
    "audit_seal": Table(Kind.SEALS),
    "audit_sealedrows": Table(Kind.SEALS),
    "programmes_programme": _BOOK,
    "programmes_site": _BOOK,
    "programmes_block": _BOOK,
    "programmes_sitestatus": _BOOK,
    "programmes_stakeholder": _BOOK,
    "programmes_decree": _BOOK,
    "people_person": Table(Kind.BOOK, Shows.PERSONS),
    "people_key": Table(Kind.KEPT, Shows.KEYS),
    "people_identity": Table(Kind.BOOK, Shows.NAMES),
    # Recomputed under a newer key, gone with the person's.
    "people_blindindex": Table(Kind.KEPT, Shows.BY_PERSON, Part.CARE),
    "people_erasure": Table(Kind.BOOK, Shows.BY_PERSON),
    "cards_card": _CREDENTIALS,  # the act book tells when cards were issued and ended
    "contacts_contact": _ABOUT_A_CASE,
    "contacts_question": _ABOUT_A_CASE,
    "contacts_text": _PLUMBING,  # sealed, and read by the key that stands in a line
    "contacts_notice": Table(Kind.KEPT, Shows.BY_CASE),
    "cases_case": Table(Kind.BOOK, Shows.CASES, Part.SHEET, cases=("id",)),
    "cases_choice": _ON_THE_SHEET,
    "cases_pressure": Table(Kind.BOOK, Shows.BY_CASE, Part.CARE),
    "cases_consent": _ON_THE_SHEET,
    "cases_travelwish": _ON_THE_SHEET,
    "cases_screening": Table(Kind.BOOK, Shows.BY_CASE, Part.CARE),
    "cases_round": _BOOK,
    "cases_attester": _BOOK,
    "cases_attempt": _ON_THE_SHEET,
    "cases_duplicate": Table(Kind.BOOK, Shows.BY_CASE, Part.CARE, cases=("case_id", "other_id")),
    "cases_objection": _ON_THE_SHEET,
    "cases_move": _ON_THE_SHEET,
    "cases_assignment": _ON_THE_SHEET,
    "cases_lock": _ON_THE_SHEET,
    "papers_task": _ABOUT_A_CASE,
    "rounds_slot": _BOOK,
    "rounds_appointment": _ABOUT_A_CASE,
    "rounds_frozenlist": _BOOK,
    "rounds_line": _ABOUT_A_CASE,
    "intake_import": Table(Kind.BOOK, Shows.BY_PROGRAMME),
    "intake_entry": _ABOUT_A_CASE,
    "intake_undo": Table(Kind.BOOK, Shows.BY_PROGRAMME),
    # Sealed, and opened for whoever brought or began it (flows.uploads, flows.drafting).
    "intake_file": Table(Kind.KEPT, Shows.OF_PROGRAMME),
    "intake_draft": Table(Kind.KEPT, Shows.OF_PROGRAMME),
    "coordination_meeting": _BOOK,
    "coordination_meetingstatus": _BOOK,
    "coordination_agendaitem": _BOOK,
    "coordination_minutes": _BOOK,
    "coordination_decision": _BOOK,
    "coordination_condition": _BOOK,
    "coordination_consultation": _BOOK,
    "coordination_question": _BOOK,
    "coordination_letter": _BOOK,
    "coordination_position": _BOOK,
    "partners_registration": _BOOK,
    "partners_accreditation": _BOOK,
    "partners_survey": _BOOK,
    "partners_document": _BOOK,
    "partners_approval": _BOOK,
    "partners_assignment": _BOOK,
    "partners_agreement": _BOOK,
    "partners_incident": Table(Kind.BOOK, Shows.CONDUCT),
    "funds_source": _BOOK,
    "funds_entry": _LEDGER,
    "funds_posting": _LEDGER,
    "funds_balance": _KEPT,
    "funds_daysum": _KEPT,
    "funds_folded": _KEPT,
    "funds_payment": _LEDGER,
    "funds_paymentverdict": _LEDGER,
    "funds_paper": _LEDGER,
    "funds_paperleft": _KEPT,
    "funds_confirmation": _BOOK,
    "funds_fare": _BOOK,
    "aid_beneficiarydecree": _BOOK,
    "aid_listing": _ABOUT_A_CASE,
    "aid_channel": _ON_THE_SHEET,
    "aid_rate": _BOOK,
    "journeys_itinerary": _ON_THE_SHEET,
    "journeys_receiver": _ON_THE_SHEET,
    "journeys_plan": _BOOK,
    "journeys_cancellation": _BOOK,
    "journeys_stop": _BOOK,
    "journeys_service": _BOOK,
    "journeys_serviceend": _BOOK,
    "journeys_ticket": _ABOUT_A_CASE,
    "journeys_support": _ABOUT_A_CASE,
    "journeys_search": Table(Kind.KEPT, Shows.OF_PROGRAMME),
    # A treasurer works on lines under tokens; whose they are stands where her cases are shown.
    "payments_batch": _LEDGER,
    "payments_line": _LEDGER,
    "payments_item": Table(Kind.BOOK, Shows.BY_CASE, sealed=True),
    "payments_sent": _LEDGER,
    "payments_result": _LEDGER,
    "payments_file": _LEDGER,
    "payments_proof": _LEDGER,  # encrypted; of it the leaf covers the digest
    "payments_statement": _LEDGER,
    "payments_booked": _LEDGER,
    "payments_appointment": _ABOUT_A_CASE,
    "journeys_checkin": _ABOUT_A_CASE,
    # What she says about her days is for those who care for her, in no receiving sheet.
    "journeys_followup": Table(Kind.BOOK, Shows.BY_CASE, Part.CARE),
    "journeys_handover": _ON_THE_SHEET,
    "statements_reportedfigure": _BOOK,
    "statements_conflictnote": _BOOK,
    "statements_promise": _BOOK,
    "statements_promisekept": _BOOK,
    "statements_statement": _BOOK,
    "statements_answer": Table(Kind.BOOK, Shows.OF_PROGRAMME),  # what waits for its decision is no office's but theirs
    "privacy_deletion": Table(Kind.BOOK, Shows.OWN_OR_BY_CASE),
    "privacy_request": _ABOUT_A_CASE,
    # A court may forbid that she is told; her copy and her trail tell what she may know.
    "privacy_official": Table(Kind.BOOK, Shows.BY_CASE, Part.OFFICE),
    "privacy_purge": _BOOK,
    "privacy_destruction": _BOOK,
    "grievances_line": Table(Kind.BOOK, Shows.DESKS),
    "grievances_text": _PLUMBING,  # sealed, and read by the key that stands in a line
    "reveals_reveal": Table(Kind.BOOK, Shows.REVEALS),
    "reveals_emergency": Table(Kind.BOOK, Shows.EMERGENCIES),
    "reveals_emergencyword": Table(Kind.BOOK, Shows.ANSWERS),
    "reveals_sample": Table(Kind.BOOK, Shows.BY_PROGRAMME),
    "reveals_drawn": _ABOUT_A_CASE,
    "exports_request": Table(Kind.BOOK, Shows.BY_PROGRAMME),
    "exports_decision": Table(Kind.BOOK, Shows.BY_PROGRAMME),
    "exports_file": Table(Kind.KEPT, Shows.OF_PROGRAMME),
    "figures_draft": _BOOK,
    "figures_release": Table(Kind.BOOK, published=True),
    "readiness_waiver": Table(Kind.BOOK, Shows.ABOUT_CASE),
    "readiness_assessment": Table(Kind.KEPT, Shows.BY_CASE, Part.SHEET),
    "readiness_situation": Table(Kind.KEPT, Shows.BY_CASE, Part.CARE),
    "pulang_context_key": Table(Kind.HIDDEN),
    "django_migrations": Table(Kind.STILL),
    "django_content_type": Table(Kind.STILL),
    "auth_group": Table(Kind.STILL),
    "auth_group_permissions": Table(Kind.STILL),
    "auth_permission": Table(Kind.STILL),
    "account_emailaddress": _CREDENTIALS,
    "account_emailconfirmation": _CREDENTIALS,
    "mfa_authenticator": _CREDENTIALS,
    "procrastinate_jobs": _PLUMBING,
    "procrastinate_events": _PLUMBING,
    "procrastinate_periodic_defers": _PLUMBING,
    "procrastinate_workers": _PLUMBING,
}

_OF_THE_APPLICATION: Final = {
    Kind.BOOK: "SELECT INSERT",
    Kind.KEPT: "SELECT INSERT UPDATE",
    Kind.PLUMBING: "SELECT INSERT UPDATE DELETE",
    Kind.SEALS: "SELECT",
    Kind.STILL: "SELECT",
    Kind.HIDDEN: "",
}


_OPENING: Final = frozenset({Shows.NAMES, Shows.KEYS})  # sealed identities and keys, which no job needs


def rights_of(role: str, table: Table) -> frozenset[str]:
    """This will say what a role of the database may do with a table; the owner, who migrates, is not asked."""
    of_the_application = frozenset(_OF_THE_APPLICATION[table.kind].split())
    if role == roles.APP:
        return of_the_application
    if role == roles.JOBS:
        return frozenset() if table.of_accounts or table.shows in _OPENING else of_the_application
    if role == roles.PUBLIC and table.published:
        return frozenset({"SELECT"})
    if role == roles.SEALER and table.kind is Kind.SEALS:
        return frozenset({"SELECT", "INSERT"})
    # The persons' keys are copied by the owner, into a file of their own: a copy with both is names in clear.
    copied = role == roles.BACKUP and table.shows is not Shows.KEYS
    reads = copied or (role == roles.SEALER and table.sealed)
    return frozenset({"SELECT"}) if reads else frozenset()


# What the database asks once more before it commits, by a deferred trigger and its function; of lines, at the end
# of the statement that adds them, for all of them in one question.
BALANCED: Final[dict[str, str]] = {
    "funds_entry": "pulang_check_entry",
    "funds_posting": "pulang_check_postings",
    "payments_line": "pulang_check_batch",
}
BALANCED_AT_ONCE: Final[frozenset[str]] = frozenset({"funds_posting"})

# Books whose lines the database itself ends after so many days, by a function of its own and no other way.
ENDING: Final[dict[str, int]] = {"accounts_signin": 730}

# What the database itself adds to a new row, by trigger and function; they fire in the order of their names.
# A look names a case by the number that was asked for; the owner finds whose it was, so that a refused look stands in
# her trail while whoever was refused learns nothing.
# Who asked for a payment and who decides it is said by the signed context, so that no statement can name two people
# where there is one. What a person is paid has no second try before the first is over.
# When a reveal or an emergency opens is said by the database's clock, and how many there may be. Every row of a sealed
# table is given its leaf last, over everything else that stands in it.
_PLACED: Final[dict[str, dict[str, str]]] = {
    "audit_look": {"pulang_a_placed": "pulang_place_look"},
    "funds_payment": {"pulang_a_signed": "pulang_sign_payment"},
    "funds_paymentverdict": {"pulang_a_signed": "pulang_sign_payment"},
    "payments_item": {"pulang_a_once": "pulang_pay_once"},
    "reveals_reveal": {"pulang_opened": "pulang_open_reveal"},
    "reveals_emergency": {"pulang_opened": "pulang_open_reveal"},
}
FILLED: Final[dict[str, dict[str, str]]] = {
    name: {**_PLACED.get(name, {}), **({"pulang_leaf": f"pulang_leaf_of_{name}"} if table.sealed else {})}
    for name, table in TABLES.items()
    if table.sealed or name in _PLACED
}

VIEWS: Final[frozenset[str]] = frozenset()  # views that may be there; each looks with the eyes of whoever asks
