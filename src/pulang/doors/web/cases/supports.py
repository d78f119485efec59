"""The steps of whoever stays with support or travels by herself: how far each is, and the form that says so."""

from datetime import date
from typing import Any

from pulang.areas.accounts import queries as accounts
from pulang.areas.boards.facts import Beside
from pulang.areas.cases import queries as cases
from pulang.areas.cases.facts import CaseFile
from pulang.areas.journeys.rules import SUPPORT_FOR, SupportKind, SupportState
from pulang.doors.web import labels, parts
from pulang.doors.web.acting import About, ActForm, Screen, act_view, case_page
from pulang.doors.web.cases.forms import offer, when
from pulang.doors.web.cases.ways import RECORD, link_to
from pulang.doors.web.context import Powers
from pulang.doors.web.forms import ChoiceField, SelectField
from pulang.doors.web.words import say
from pulang.kernel.days import lasting
from pulang.kernel.moments import moment
from pulang.kernel.words import Words, same

SUPPORT_KINDS: labels.Labels = {
    SupportKind.TRAINING: Words(id="Pelatihan", en="Training"),
    SupportKind.SHELTER: Words(id="Tempat tinggal sementara", en="A place to stay for now"),
    SupportKind.REFERRAL: Words(id="Rujukan layanan", en="Referral to a service"),
    SupportKind.WAY_TOLD: Words(id="Jadwal dan kontak dijelaskan", en="Times and contacts explained"),
    SupportKind.TRAVEL_AID: Words(id="Bantuan ongkos jalan", en="Help with the fare"),
    SupportKind.WORD_OF_ARRIVAL: Words(id="Kabar sudah sampai", en="Word that she is there"),
}
SUPPORT_STATES: labels.Labels = {
    SupportState.OFFERED: Words(id="Ditawarkan", en="Offered"),
    SupportState.AGREED: Words(id="Ia mau", en="She wants it"),
    SupportState.UNDER_WAY: Words(id="Sedang berjalan", en="Under way"),
    SupportState.DONE: Words(id="Selesai", en="Done"),
    SupportState.NOT_NEEDED: Words(id="Ia tidak memerlukannya", en="She does not need it"),
}
_KINDS = {
    SupportState.OFFERED.value: parts.WAITING,
    SupportState.AGREED.value: parts.NEWS,
    SupportState.UNDER_WAY.value: parts.NEWS,
    SupportState.DONE.value: parts.GOOD,
    SupportState.NOT_NEEDED.value: parts.PLAIN,
}
_NOT_OFFERED = parts.Tag(words=Words(id="Belum ditawarkan", en="Not offered yet"))
_SINCE = Words(id="sejak {age}", en="for {age}")
_TODAY = Words(id="sejak hari ini", en="since today")
_NOTHING = Words(
    id="Tawarkan, dan catat jawabannya; menolak tidak mengurangi haknya.",
    en="Offer it and record her answer; saying no takes no right away.",
)


def supports_of(file: CaseFile, beside: Beside, day: date, can: Powers | None) -> tuple[parts.Task, ...]:
    """This will give the steps that belong to what she chose; none for whoever returns or has not chosen."""
    chosen = SUPPORT_FOR.get(file.choice.choice if file.choice else "", ())
    known = {one.kind: one for one in beside.supports}
    names = {one.code: one.name for one in accounts.agencies()} if any(one.agency for one in known.values()) else {}
    found = []
    for kind in chosen:
        one = known.get(kind.value)
        says = _NOTHING
        if one is not None:
            days = (day - one.since).days
            since = _SINCE.format(age=lasting(days)) if days else _TODAY
            says = (
                Words(id="{agency}; {since}", en="{agency}; {since}").format(
                    agency=same(names.get(one.agency, one.agency)), since=since
                )
                if one.agency
                else since
            )
        found.append(
            parts.Task(
                question=SUPPORT_KINDS[kind],
                says=says,
                tag=_NOT_OFFERED
                if one is None
                else parts.Tag(words=labels.named(SUPPORT_STATES, one.state), kind=_KINDS[one.state]),
                link=link_to(can, "journeys.support.mark", RECORD, "case-support", file, f"?langkah={kind.value}"),
            )
        )
    return tuple(found)


class SupportForm(ActForm):
    """How far one step is."""

    kind = ChoiceField(label=say("Langkah yang mana?", "Which step?"), choices=labels.options(SUPPORT_KINDS))
    state = ChoiceField(label=say("Sampai di mana?", "How far is it?"), choices=labels.options(SUPPORT_STATES))
    agency = SelectField(
        label=say("Instansi yang memberikannya", "The agency that gives it"), choices=(), required=False
    )
    happened_on = when()

    @classmethod
    def begin(cls, about: About) -> dict[str, Any]:
        """This will begin with the step the file was opened at."""
        return {**super().begin(about), "kind": about.asked.get("langkah", "")}

    def prepare(self, about: About) -> None:
        """This will offer the steps of what she chose, and the agencies."""
        assert about.case is not None, "a step of support is about a case"
        chosen = cases.case_file(about.case.number, moment(about.today)).choice
        kinds = SUPPORT_FOR.get(chosen.choice if chosen else "", tuple(SupportKind))
        offer(self, "kind", [(kind.value, say(SUPPORT_KINDS[kind].id, SUPPORT_KINDS[kind].en)) for kind in kinds])
        offer(self, "agency", [(one.code, one.name) for one in about.agencies()])


mark = act_view(
    Screen(
        verb="journeys.support.mark",
        form=SupportForm,
        title=Words(id="Langkah dukungan", en="A step of support"),
        leads=case_page,
        sentences=(
            Words(
                id="Menetap dan pulang sendiri sama baiknya dengan pulang bersama program. Ia boleh menolak setiap "
                "langkah tanpa alasan; bantuannya tidak menunggu langkah ini.",
                en="Staying and travelling alone are as good as returning with the programme. She may say no to any "
                "step without a reason; her aid does not wait for it.",
            ),
        ),
    )
)
