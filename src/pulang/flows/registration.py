"""Somebody is registered: a person with a sealed identity, a case under a number, and her first choice and consents."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import BeforeValidator, Field

from pulang.areas.accounts.facts import Actor
from pulang.areas.cases import operations as cases
from pulang.areas.cases import queries as case_queries
from pulang.areas.cases.facts import CaseRef
from pulang.areas.cases.rules import ChoiceKind, DuplicateEvent, Informed, Purpose, consent_end
from pulang.areas.intake import operations as intake
from pulang.areas.people import operations as people
from pulang.areas.people import queries as person_queries
from pulang.areas.people.rules import Correction, Papers, nik, nik_doubts, phone
from pulang.areas.people.rules import Field as Part
from pulang.areas.places import queries as places
from pulang.areas.programmes import queries as programmes
from pulang.flows import likeness
from pulang.flows.act import Receipt, Trail, What, act
from pulang.flows.inputs import CaseNumber, Code, Day, Text, YesNo
from pulang.flows.verbs import Verb
from pulang.kernel.moments import moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import context, sealing
from pulang.storage.books import Stamp
from pulang.storage.keyring import Digests

Alias = Annotated[Text, Field(max_length=40)]
Name = Annotated[Text, Field(max_length=200)]
Nik = Annotated[str, BeforeValidator(nik)]
Phone = Annotated[str, BeforeValidator(phone)]
Address = Annotated[Text, Field(max_length=500)]
Dependants = Annotated[int, Field(strict=True, ge=0, le=30)]
Language = Annotated[Text, Field(max_length=8)]
RegionCode = Annotated[Text, Field(max_length=13)]

_PERSONAL = frozenset({"name", "nik", "birth_date", "phone", "address"})


class RegisterCase(What):
    """A person enters a programme: what she calls herself, where she lives now and is at home, and who comes with her.

    `case` is the number drawn by the door; every personal field may stay empty, and no papers are needed. `doubles`
    is said by a dump that leaves identities out: the likely doubles that were found by them. `workbook` and `line`
    say from which row of which import she comes.
    """

    personal: ClassVar[frozenset[str]] = _PERSONAL
    derived: ClassVar[frozenset[str]] = frozenset({"doubles"})

    programme: Code
    case: CaseNumber = ""
    alias: Alias = ""
    site: Code = ""
    block: Code = ""
    origin: RegionCode = ""
    home: RegionCode = ""
    children_with: Dependants = 0
    adults_with: Dependants = 0
    papers: Papers = Papers.UNKNOWN
    name: Name = ""
    nik: Nik = ""
    birth_date: Day | None = None
    phone: Phone = ""
    address: Address = ""
    choice: ChoiceKind | None = None
    informed: Informed | None = None
    pressure: YesNo = False
    companion: YesNo = False
    consents: tuple[Purpose, ...] = ()
    text_version: Annotated[Text, Field(max_length=32)] = ""
    language: Language = ""
    until: Day | None = None
    doubles: tuple[CaseNumber, ...] = ()
    workbook: Annotated[Text, Field(max_length=20)] = ""
    line: Annotated[int, Field(strict=True, ge=0, le=1_000_000)] = 0
    happened_on: Day | None = None


class CorrectIdentity(What):
    """Newer values of sealed fields, or fields to be emptied (`remove`), and why; `doubles` as in `RegisterCase`."""

    personal: ClassVar[frozenset[str]] = _PERSONAL
    derived: ClassVar[frozenset[str]] = frozenset({"doubles"})

    programme: Code
    case: CaseNumber
    name: Name = ""
    nik: Nik = ""
    birth_date: Day | None = None
    phone: Phone = ""
    address: Address = ""
    remove: tuple[Part, ...] = ()
    reason: Correction
    doubles: tuple[CaseNumber, ...] = ()
    happened_on: Day | None = None


def register_case(*, by: Actor, at: datetime, ref: str, what: RegisterCase) -> Receipt:
    """This will register a person and her case; nobody is refused for missing papers or a likely double.

    Refuses unknown places, a choice without how she was informed, and consents that outlast a year.
    """
    with act(by, "cases.case.register", at, ref=ref, what=what, programme=what.programme) as trail:
        stamp = trail.stamp(what.happened_on)
        case = _new_case(what, stamp)
        about = _about(what)
        until = _consents_until(what, stamp)
        key = sealing.new_key()
        values = _values(what, stamp)
        found_by = person_queries.digests(values=values)
        likely = _likely_doubles(trail, what, values, found_by, case.person, str(about["home"]))
        people.open_person(
            person=case.person, key=key, papers=what.papers, values=values, found_by=found_by, stamp=stamp
        )
        cases.open_case(
            case=case,
            about=about,
            choice=_choice(what),
            consents=what.consents,
            text_version=what.text_version,
            language=what.language,
            until=until,
            stamp=stamp,
        )
        _flag(case, likely, stamp)
        if what.workbook:
            intake.enter(case=case.id, programme=what.programme, number=what.workbook, line=what.line, stamp=stamp)
        trail.warnings.extend(nik_doubts(what.nik, what.birth_date))
        trail.note(subject=case.number, case=case.id, person=case.person, key=key)
    return trail.done()


def refuse_unfit(what: RegisterCase, day: date) -> dict[Part, str]:
    """This will refuse what registering somebody on a day would refuse, and write nothing; gives what would be sealed.

    For a trial: whether a case of that number is there, and whether she may be known, is asked elsewhere.
    """
    stamp = Stamp(number=lambda: 0, happened_on=what.happened_on or day, recorded_at=datetime.min.replace(tzinfo=UTC))
    _about(what)
    _choice(what)
    _consents_until(what, stamp)
    return _values(what, stamp)


def correct_identity(*, by: Actor, at: datetime, ref: str, what: CorrectIdentity) -> Receipt:
    """This will seal newer values of a person's fields; refuses a correction without any."""
    with act(by, "people.identity.correct", at, ref=ref, what=what, programme=what.programme) as trail:
        stamp = trail.stamp(what.happened_on)
        case = case_queries.find(what.case, what.programme)
        cases.hold(case=case.id)
        values = _values(what, stamp) | dict.fromkeys(what.remove, "")
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
        likely = _likely_doubles(trail, what, known, found_by, case.person)
        people.correct(person=case.person, key=key, values=values, found_by=found_by, stamp=stamp)
        _flag(case, likely, stamp)
        trail.warnings.extend(nik_doubts(what.nik, what.birth_date))
        trail.note(subject=case.number, case=case.id, person=case.person, key=key)
    return trail.done()


def _new_case(what: RegisterCase, stamp: Stamp) -> CaseRef:
    if not what.case:
        raise Refusal(
            "case-number-missing",
            Words(
                id="Nomor berkas belum ada. Ambil nomor baru, lalu simpan lagi.",
                en="The case number is missing. Draw a new number and save again.",
            ),
            field="case",
        )
    return CaseRef(
        id=sealing.new_id(),
        number=case_queries.numbered(what.case),
        programme=what.programme,
        person=sealing.new_id(),
        opened_on=stamp.happened_on,
    )


def _about(what: RegisterCase) -> dict[str, str | int]:
    """This will give what the case says about where she is and who comes with her; refuses what cannot be."""
    if what.alias and what.alias.casefold() == what.name.casefold():
        raise Refusal(
            "alias-is-the-name",
            Words(
                id="Nama panggilan berkas tampak tanpa dibuka, jadi jangan memakai nama aslinya.",
                en="The alias is shown without opening anything, so do not use her real name.",
            ),
            field="alias",
        )
    _refuse_unknown_block(what)
    home = _place(what.home, "home")
    origin = _place(what.origin, "origin") or home[:2]
    if len(origin) > len("53") or not (home or origin).startswith(origin):
        raise Refusal(
            "origin-is-not-home",
            Words(
                id="Asal adalah kode provinsi dua angka, dan tempat pulangnya terletak di provinsi itu.",
                en="The origin is a province's two-digit code, and her home lies in that province.",
            ),
            field="origin",
        )
    return {
        "alias": what.alias,
        "site": what.site,
        "block": what.block,
        "origin": origin,
        "home": home,
        "children_with": what.children_with,
        "adults_with": what.adults_with,
    }


def _place(code: str, field: str) -> str:
    if not code:
        return ""
    try:
        return places.place(code=code).code
    except Refusal as refusal:
        raise Refusal(refusal.code, refusal.words, field=field) from None


def _refuse_unknown_block(what: RegisterCase) -> None:
    if not what.site and not what.block:
        return
    blocks = programmes.blocks_of(what.programme, what.site)
    if blocks is None:
        raise Refusal(
            "unknown-site",
            Words(
                id=f"Lokasi “{what.site}” tidak ada di program ini.", en=f"This programme has no site “{what.site}”."
            ),
            field="site",
        )
    if what.block and what.block not in blocks:
        raise Refusal(
            "unknown-block",
            Words(id=f"Lokasi ini tidak punya blok “{what.block}”.", en=f"This site has no block “{what.block}”."),
            field="block",
        )


def _choice(what: RegisterCase) -> tuple[ChoiceKind, Informed, bool, bool] | None:
    if what.choice is None:
        return None
    if what.informed is None:
        raise Refusal(
            "informed-how",
            Words(
                id="Catat bagaimana ia diberi tahu sebelum memilih.",
                en="Record how she was informed before she chose.",
            ),
            field="informed",
        )
    return what.choice, what.informed, what.pressure, what.companion


def _consents_until(what: RegisterCase, stamp: Stamp) -> date | None:
    if not what.consents:
        return None
    if not what.text_version:
        raise Refusal(
            "consent-to-which-text",
            Words(
                id="Sebutkan versi naskah persetujuan yang dibacakan kepadanya.",
                en="Say which version of the consent text was read to her.",
            ),
            field="text_version",
        )
    if len(set(what.consents)) < len(what.consents):
        raise Refusal(
            "consent-twice",
            Words(id="Satu tujuan persetujuan disebut dua kali.", en="A consent's purpose is named twice."),
            field="consents",
        )
    return consent_end(stamp.happened_on, what.until)


def _values(what: RegisterCase | CorrectIdentity, stamp: Stamp) -> dict[Part, str]:
    """This will give the personal values that were said; refuses a birth that lies after the day of the act."""
    if what.birth_date is not None and what.birth_date > stamp.happened_on:
        raise Refusal(
            "born-later",
            Words(
                id="Tanggal lahir belum terjadi pada hari itu; periksa lagi.",
                en="The birth date had not come on that day; check it again.",
            ),
            field="birth_date",
        )
    said = {
        Part.NAME: what.name,
        Part.NIK: what.nik,
        Part.BIRTH_DATE: what.birth_date.isoformat() if what.birth_date else "",
        Part.PHONE: what.phone,
        Part.ADDRESS: what.address,
    }
    return {part: value for part, value in said.items() if value}


def _likely_doubles(
    trail: Trail,
    what: RegisterCase | CorrectIdentity,
    known: dict[Part, str],
    found_by: Digests,
    person: UUID,
    home: str = "",
) -> likeness.Likely:
    """This will find cases that may be the same person's in any programme, and warn whoever enters her."""
    digests = likeness.pointing(known, found_by)
    if not digests:
        return likeness.Likely({case_queries.find(number, what.programme).id: "NIK" for number in what.doubles})
    cases.hold_digests(digests=[each[0] for each in digests.values()])
    likely = likeness.found(known=known, digests=digests, home=home, person=person)
    if likely.open:
        trail.warnings.append(likeness.PERHAPS)
    return likely


def _flag(case: CaseRef, likely: likeness.Likely, stamp: Stamp) -> None:
    for other, reason in likely.open.items():
        cases.mark_duplicate(case=case, other=other, event=DuplicateEvent.FLAGGED, reason=reason, stamp=stamp)
    if likely.locked:
        _hint(case, likely.locked, stamp)


def _hint(case: CaseRef, locked: Mapping[UUID, str], stamp: Stamp) -> None:
    """This will tell in each locked case that somebody who may be the same was entered; whoever enters sees nothing."""
    with context.within_system():
        for other in case_queries.by_ids(locked).values():
            noted = case_queries.history(other.id, moment(stamp.happened_on), "duplicate")["duplicate"]
            if case.id not in {line.other_id for line in noted}:
                cases.mark_duplicate(
                    case=other, other=case.id, event=DuplicateEvent.HINTED, reason=locked[other.id], stamp=stamp
                )


VERBS = (
    Verb("cases.case.register", RegisterCase, register_case),
    Verb("people.identity.correct", CorrectIdentity, correct_identity),
)
