"""What is sealed of somebody is set right: newer values beside the earlier ones, and a look for doubles with them."""

from datetime import datetime
from typing import ClassVar

from pulang.areas.accounts.facts import Actor
from pulang.areas.boards import queries as boards
from pulang.areas.cases import operations as cases
from pulang.areas.cases import queries as case_queries
from pulang.areas.people import operations as people
from pulang.areas.people import queries as person_queries
from pulang.areas.people.rules import Correction
from pulang.areas.people.rules import Field as Part
from pulang.flows import homes, likeness
from pulang.flows.act import Receipt, Trail, act
from pulang.flows.inputs import CaseNumber, Code, Day
from pulang.flows.likeness import Likely, Newcomer
from pulang.flows.odd_niks import SaysNik
from pulang.flows.registration import PERSONAL, Address, Name, Nik, Phone, RegionCode, flag, values_of
from pulang.flows.verbs import Verb
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import context


class CorrectIdentity(SaysNik):
    """Newer values of sealed fields, or fields to be emptied (`remove`), and why; `doubles` as in `RegisterCase`."""

    personal: ClassVar[frozenset[str]] = PERSONAL
    derived: ClassVar[frozenset[str]] = frozenset({"doubles"})

    programme: Code
    case: CaseNumber
    name: Name = ""
    nik: Nik = ""
    birth_date: Day | None = None
    phone: Phone = ""
    village: RegionCode = ""
    address: Address = ""
    remove: tuple[Part, ...] = ()
    reason: Correction
    doubles: tuple[CaseNumber, ...] = ()
    happened_on: Day | None = None


def correct_identity(*, by: Actor, at: datetime, ref: str, what: CorrectIdentity) -> Receipt:
    """This will seal newer values of a person's fields; refuses a correction without any."""
    with act(by, "people.identity.correct", at, ref=ref, what=what, programme=what.programme) as trail:
        stamp = trail.stamp(what.happened_on)
        case = case_queries.find(what.case, what.programme)
        cases.hold(case=case.id)
        values = values_of(
            stamp,
            name=what.name,
            nik=what.nik,
            birth_date=what.birth_date,
            phone=what.phone,
            village=homes.place_below(what.village, boards.homes_of([case.id]).get(case.id, "")),
            address=what.address,
        ) | dict.fromkeys(what.remove, "")
        if not values and not what.doubles:
            raise Refusal(
                "nothing-to-correct",
                Words(
                    id="Isi paling sedikit satu data yang diperbaiki.", en="Fill in at least one value to be corrected."
                ),
            )
        with context.sealing(case.person):
            key = person_queries.key_of(person=case.person)
        with context.within_system():
            known = person_queries.completed(person=case.person, key=key, values=values)
        found_by = person_queries.digests(values=known)
        likely = _doubles_of(trail, what, Newcomer(case.person, known, likeness.pointing(known, found_by), ""))
        people.correct(person=case.person, key=key, values=values, found_by=found_by, stamp=stamp)
        flag([(case, likely, stamp)])
        trail.warnings.extend(what.doubts(what.nik, what.birth_date))
        trail.note(subject=case.number, case=case.id, person=case.person, key=key)
    return trail.done()


def _doubles_of(trail: Trail, what: CorrectIdentity, newcomer: Newcomer) -> Likely:
    """This will find cases that may be the same person's in any programme, and warn whoever corrects her."""
    if not newcomer.digests:
        return Likely({case_queries.find(number, what.programme).id: "NIK" for number in what.doubles})
    cases.hold_digests(digests=[each[0] for each in newcomer.digests.values()])
    likely = likeness.found([newcomer]).get(newcomer.person, likeness.NOBODY)
    trail.warnings.extend(likely.warnings)
    return likely


VERBS = (Verb("people.identity.correct", CorrectIdentity, correct_identity),)
