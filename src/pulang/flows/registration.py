"""Somebody is registered: a person with a sealed identity, a case under a number, and her first choice and consents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated, Any, ClassVar, Final
from uuid import UUID

from pydantic import BeforeValidator, Field, model_validator

from pulang.areas.accounts.facts import Actor
from pulang.areas.cases import operations as cases
from pulang.areas.cases import queries as case_queries
from pulang.areas.cases.facts import CaseRef
from pulang.areas.cases.rules import ChoiceKind, DuplicateEvent, Informed, Purpose, consent_end
from pulang.areas.intake import operations as intake
from pulang.areas.people import operations as people
from pulang.areas.people import queries as person_queries
from pulang.areas.people.rules import Field as Part
from pulang.areas.people.rules import Papers, nik, phone
from pulang.areas.programmes import queries as programmes
from pulang.flows import homes, likeness
from pulang.flows.act import Receipt, Trail, act, acts, number
from pulang.flows.inputs import CaseNumber, Code, Day, Text, YesNo
from pulang.flows.likeness import Likely, Newcomer
from pulang.flows.odd_niks import SaysNik
from pulang.flows.verbs import Verb
from pulang.kernel.moments import moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import context, sealing
from pulang.storage.books import Stamp
from pulang.storage.keyring import Digests
from pulang.storage.memory import once

REGISTER: Final = "cases.case.register"

Alias = Annotated[Text, Field(max_length=40)]
Name = Annotated[Text, Field(max_length=200)]
Nik = Annotated[str, BeforeValidator(nik)]
Phone = Annotated[str, BeforeValidator(phone)]
Address = Annotated[Text, Field(max_length=500)]
Dependants = Annotated[int, Field(strict=True, ge=0, le=30)]
Language = Annotated[Text, Field(max_length=8)]
RegionCode = Annotated[Text, Field(max_length=13)]

PERSONAL = frozenset({"name", "nik", "birth_date", "phone", "village", "address"})
_CHOSEN = PERSONAL | {"alias"}  # shown without opening anything, and yet somebody may have typed a name


class RegisterCase(SaysNik):
    """A person enters a programme: what she calls herself, where she lives now and is at home, and who comes with her.

    `home` is kept as far as the district; a village said in its place is sealed as `village`, which few may open.

    `case` is the number drawn by the door; every personal field may stay empty, and no papers are needed. `doubles`
    is said by a dump that leaves identities out: the likely doubles that were found by them. `workbook` and `line`
    say from which row of which import she comes.
    """

    personal: ClassVar[frozenset[str]] = _CHOSEN
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
    village: RegionCode = ""
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

    @model_validator(mode="before")
    @classmethod
    def _apart(cls, said: Any) -> Any:  # noqa: ANN401 - not yet read
        """This will part a village from the district it lies in, so that it is sealed wherever it was said."""
        return homes.apart(said)


def register_case(*, by: Actor, at: datetime, ref: str, what: RegisterCase) -> Receipt:
    """This will register a person and her case; nobody is refused for missing papers or a likely double.

    Refuses unknown places, a choice without how she was informed, and consents that outlast a year.
    """
    with act(by, REGISTER, at, ref=ref, what=what, programme=what.programme) as trail:
        entries = [_entry(trail, what)]
        _hold(entries)
        _enter(entries)
    return trail.done()


def register_together(*, by: Actor, at: datetime, programme: str, asked: Mapping[str, RegisterCase]) -> list[Receipt]:
    """This will register people by as many acts as there are refs, in one transaction: all of them or none.

    Refuses when one of them would be refused; raises LostRace when one of the refs was used before.
    """
    with acts(by, REGISTER, at, asked=asked, programme=programme) as trails:
        entries = [_entry(trail, what) for trail, what in zip(trails, asked.values(), strict=True)]
        _hold(entries)
        number(trails)
        _enter(entries)
    return [trail.done() for trail in trails]


@dataclass(frozen=True, slots=True)
class _Entry:
    """One registration that was looked through, before anything of it is written."""

    trail: Trail
    what: RegisterCase
    stamp: Stamp
    case: CaseRef
    about: dict[str, str | int]
    until: date | None
    key: bytes
    found_by: Digests
    newcomer: Newcomer


def _entry(trail: Trail, what: RegisterCase) -> _Entry:
    """This will look a registration through, and refuse what cannot be."""
    stamp = trail.stamp(what.happened_on)
    case = _new_case(what, stamp)
    about = _about(what)
    until = _consents_until(what, stamp)
    values = _values(what, stamp)
    found_by = person_queries.digests(values=values)
    newcomer = Newcomer(case.person, values, likeness.pointing(values, found_by), str(about["home"]))
    return _Entry(trail, what, stamp, case, about, until, sealing.new_key(), found_by, newcomer)


def _hold(entries: Sequence[_Entry]) -> None:
    """This will let only one transaction at a time look for these people's doubles and enter them."""
    digests = {each[0] for one in entries for each in one.newcomer.digests.values()}
    if digests:
        cases.hold_digests(digests=digests)


def _enter(entries: Sequence[_Entry]) -> None:
    """This will write registrations, each under the number of its own act; twins among them are marked as well."""
    likely = _likely_doubles(entries)
    people.open_persons(
        persons=[
            people.NewPerson(one.case.person, one.key, one.what.papers, one.newcomer.known, one.found_by, one.stamp)
            for one in entries
        ]
    )
    cases.open_cases(
        cases=[
            cases.NewCase(
                case=one.case,
                about=one.about,
                choice=_choice(one.what),
                consents=one.what.consents,
                text_version=one.what.text_version,
                language=one.what.language,
                until=one.until,
                stamp=one.stamp,
            )
            for one in entries
        ]
    )
    flag([(one.case, likely[one.case.id], one.stamp) for one in entries])
    intake.enter(
        programme=entries[0].what.programme,
        entered=[(one.case.id, one.what.workbook, one.what.line, one.stamp) for one in entries if one.what.workbook],
    )
    for one in entries:
        one.trail.warnings.extend(one.what.doubts(one.what.nik, one.what.birth_date))
        one.trail.note(subject=one.case.number, case=one.case.id, person=one.case.person, key=one.key)


def _likely_doubles(entries: Sequence[_Entry]) -> dict[UUID, Likely]:
    """This will find cases that may be the same person's, in any programme or before her in the same list."""
    newcomers = [one.newcomer for one in entries]
    found = likeness.found(newcomers, entries[0].trail.draw)  # those of several are drawn
    likely, before = {}, likeness.before(newcomers)
    for one in entries:
        if one.newcomer.digests:
            known = found.get(one.case.person, likeness.NOBODY)
            twins = {entries[at].case.id: why for at, why in before[one.case.person].items()}
            each = Likely(known.open | twins, known.locked, known.crowd)
            one.trail.warnings.extend(each.warnings)
        else:
            each = Likely({case_queries.find(number, one.what.programme).id: "NIK" for number in one.what.doubles})
        likely[one.case.id] = each
    return likely


def flag(likely: Sequence[tuple[CaseRef, Likely, Stamp]]) -> None:
    """This will mark likely doubles for a decision, and hint at them in cases that are locked to others."""
    cases.flag_likely(
        flags=[(case, other, why, stamp) for case, each, stamp in likely for other, why in each.open.items()]
    )
    for case, each, stamp in likely:
        if each.locked:
            _hint(case, each.locked, stamp)


def _hint(case: CaseRef, locked: Mapping[UUID, str], stamp: Stamp) -> None:
    """This will tell in each locked case that somebody who may be the same was entered; whoever enters sees nothing."""
    with context.within_system():
        for other in case_queries.by_ids(locked).values():
            noted = case_queries.history(other.id, moment(stamp.happened_on), "duplicate")["duplicate"]
            if case.id not in {line.other_id for line in noted}:
                cases.mark_duplicate(
                    case=other, other=case.id, event=DuplicateEvent.HINTED, reason=locked[other.id], stamp=stamp
                )


def refuse_unfit(what: RegisterCase, day: date) -> dict[Part, str]:
    """This will refuse what registering somebody on a day would refuse, and write nothing; gives what would be sealed.

    For a trial: whether a case of that number is there, and whether she may be known, is asked elsewhere.
    """
    stamp = Stamp(number=lambda: 0, happened_on=what.happened_on or day, recorded_at=datetime.min.replace(tzinfo=UTC))
    _about(what)
    _choice(what)
    _consents_until(what, stamp)
    return _values(what, stamp)


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
    home = homes.place_of(what.home, "home")
    homes.place_below(what.village, home)
    origin = homes.place_of(what.origin, "origin") or home[:2]
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


def _refuse_unknown_block(what: RegisterCase) -> None:
    if not what.site and not what.block:
        return
    blocks = once("blocks", f"{what.programme}|{what.site}", lambda: programmes.blocks_of(what.programme, what.site))
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


def values_of(
    stamp: Stamp, *, name: str, nik: str, birth_date: date | None, phone: str, village: str, address: str
) -> dict[Part, str]:
    """This will give the personal values that were said; refuses a birth that lies after the day of the act."""
    if birth_date is not None and birth_date > stamp.happened_on:
        raise Refusal(
            "born-later",
            Words(
                id="Tanggal lahir belum terjadi pada hari itu; periksa lagi.",
                en="The birth date had not come on that day; check it again.",
            ),
            field="birth_date",
        )
    said = {
        Part.NAME: name,
        Part.NIK: nik,
        Part.BIRTH_DATE: birth_date.isoformat() if birth_date else "",
        Part.PHONE: phone,
        Part.VILLAGE: village,
        Part.ADDRESS: address,
    }
    return {part: value for part, value in said.items() if value}


def _values(what: RegisterCase, stamp: Stamp) -> dict[Part, str]:
    return values_of(
        stamp,
        name=what.name,
        nik=what.nik,
        birth_date=what.birth_date,
        phone=what.phone,
        village=homes.place_of(what.village, "village"),
        address=what.address,
    )


VERBS = (Verb(REGISTER, RegisterCase, register_case),)
