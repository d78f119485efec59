"""Papers that are got back for her: how far each is, and the form that says so."""

from datetime import date
from typing import Any

from pulang.areas.accounts import queries as accounts
from pulang.areas.boards.facts import Beside
from pulang.areas.cases.facts import CaseFile
from pulang.areas.papers.facts import TaskFacts
from pulang.areas.papers.rules import PaperKind, PaperState, tasks
from pulang.doors.web import labels, parts
from pulang.doors.web.acting import About, ActForm, Screen, act_view, case_page
from pulang.doors.web.cases.forms import offer, when
from pulang.doors.web.cases.ways import RECORD, link_to
from pulang.doors.web.context import Powers
from pulang.doors.web.forms import ChoiceField, DayField, SelectField
from pulang.doors.web.words import say
from pulang.kernel.days import in_words, lasting
from pulang.kernel.words import Words

PAPER_KINDS: labels.Labels = {
    PaperKind.LOSS_LETTER: Words(id="Surat kehilangan", en="Letter of loss"),
    PaperKind.DOMICILE: Words(id="Surat pindah domisili", en="Change of domicile"),
    PaperKind.NEW_CARD: Words(id="KTP baru", en="New identity card"),
}
PAPER_STATES: labels.Labels = {
    PaperState.TO_START: Words(id="Belum dimulai", en="Not begun yet"),
    PaperState.STARTED: Words(id="Sedang diurus", en="Under way"),
    PaperState.WAITING: Words(id="Menunggu instansi", en="Waits for an agency"),
    PaperState.DONE: Words(id="Sudah di tangannya", en="In her hands"),
    PaperState.NOT_NEEDED: Words(id="Tidak diperlukan", en="Not needed"),
}
_KINDS = {
    PaperState.TO_START.value: parts.PLAIN,
    PaperState.STARTED.value: parts.NEWS,
    PaperState.WAITING.value: parts.WAITING,
    PaperState.DONE.value: parts.GOOD,
    PaperState.NOT_NEEDED.value: parts.PLAIN,
}
_SINCE = Words(id="sejak {age}", en="for {age}")
_TODAY = Words(id="sejak hari ini", en="since today")
_EXPECTED = Words(id="diharapkan {day}", en="expected on {day}")


def tasks_of(file: CaseFile, beside: Beside, day: date, can: Powers | None) -> tuple[parts.Task, ...]:
    """This will give the list of papers of a case, each with who holds it and since when."""
    if beside.held is None:
        return ()
    known = tuple(TaskFacts(one.kind, one.state, one.holder, one.expected_on, one.since) for one in beside.papers)
    found = tasks(beside.held, known, registered_on=file.ref.opened_on)
    names = {one.code: one.name for one in accounts.agencies()} if any(one.holder for one in found) else {}
    return tuple(
        parts.Task(
            question=labels.named(PAPER_KINDS, one.kind),
            says=_says(one, day, names),
            tag=parts.Tag(words=labels.named(PAPER_STATES, one.state), kind=_KINDS[one.state]),
            link=link_to(can, "papers.task.mark", RECORD, "case-papers", file, f"?surat={one.kind}"),
        )
        for one in found
    )


def _says(one: TaskFacts, day: date, names: dict[str, str]) -> Words:
    days = (day - one.since).days
    said = [Words(id=names.get(one.holder, one.holder), en=names.get(one.holder, one.holder))] if one.holder else []
    said.append(_SINCE.format(age=lasting(days)) if days else _TODAY)
    if one.expected_on:
        said.append(_EXPECTED.format(day=in_words(one.expected_on)))
    return Words(id="; ".join(part.id for part in said), en="; ".join(part.en for part in said))


class PaperForm(ActForm):
    """How far one paper is."""

    kind = ChoiceField(label=say("Surat yang mana?", "Which paper?"), choices=labels.options(PAPER_KINDS))
    state = ChoiceField(label=say("Sampai di mana?", "How far is it?"), choices=labels.options(PAPER_STATES))
    holder = SelectField(
        label=say("Instansi yang memegangnya", "The agency that holds it"),
        help_text=say("Hanya bila menunggu instansi", "Only where an agency is waited for"),
        choices=(),
        required=False,
    )
    expected_on = DayField(label=say("Diharapkan selesai", "Expected to be ready on"), required=False)
    happened_on = when()

    @classmethod
    def begin(cls, about: About) -> dict[str, Any]:
        """This will begin with the paper the file was opened at."""
        return {**super().begin(about), "kind": about.asked.get("surat", "")}

    def prepare(self, about: About) -> None:
        """This will offer the agencies."""
        offer(self, "holder", [(one.code, one.name) for one in about.agencies()])


mark = act_view(
    Screen(
        verb="papers.task.mark",
        form=PaperForm,
        title=Words(id="Urusan surat", en="Getting papers"),
        leads=case_page,
        sentences=(
            Words(
                id="Tidak punya surat bukan halangan: verifikasi dan bantuan tidak menunggu surat ini.",
                en="Having no papers is no obstacle: verifying her and her aid do not wait for them.",
            ),
        ),
    )
)
