"""The agenda of a meeting: its points, what waits and is not on it yet, and the screens that put, change and decide."""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import Http404
from django.urls import reverse

from pulang.areas.accounts import queries as accounts
from pulang.areas.coordination import queries as coordination
from pulang.areas.coordination.facts import DecisionFacts, ItemFacts
from pulang.areas.coordination.rules import ItemEvent, Outcome, decided
from pulang.areas.readiness.gates import BY_ID
from pulang.doors.web import labels
from pulang.doors.web.acting import SAVED, About, ActForm, Screen, act_view
from pulang.doors.web.forms import ChoiceField, LongTextField, NumberField, SelectField, TextField
from pulang.doors.web.meetings.forms import DecisionForm, decisions_of, seen
from pulang.doors.web.meetings.screens import of_meeting, told
from pulang.doors.web.pages import Link
from pulang.doors.web.words import say
from pulang.doors.web.words import told as spoken
from pulang.flows.status import Status, status
from pulang.flows.waiting import Suggestion, beside, not_on
from pulang.kernel.moments import moment
from pulang.kernel.words import Words

_LONGEST = 300
_OF_SOME = Words(id="Sebagian berkas", en="Some of the cases")
NO_NAMES = say("Tanpa nama dan tanpa nomor berkas", "Without names or case numbers")


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A point of the agenda, with what was decided about it and what can be done."""

    code: str
    question: str
    gate: Words | None
    cases: int | None
    missing: str
    proposed: Words | None
    decision: str
    outcome: Words | None
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Something that waits and is on no agenda yet."""

    question: Words
    says: Words
    cases: int | None
    link: Link


def points(
    code: str, meeting: str, items: tuple[ItemFacts, ...], decisions: tuple[DecisionFacts, ...], *, offers: bool
) -> tuple[Point, ...]:
    """This will lay out the points that are on a meeting's agenda, in the order they were put there."""
    return tuple(
        _point(code, one, decided(one.code, meeting, decisions), offers=offers)
        for one in items
        if one.meeting == meeting and one.event == ItemEvent.PUT.value
    )


def without_counts(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """This will leave out how many cases wait for each point: exact counts are not for everybody."""
    return tuple(
        replace(one, cases=None, gate=one.gate or _OF_SOME if one.cases is not None else one.gate) for one in points
    )


def _point(code: str, one: ItemFacts, made: DecisionFacts | None, *, offers: bool) -> Point:
    parts = [code, one.meeting, one.code]
    decide = Words(id="Putuskan butir ini", en="Decide this point")
    if made is not None:
        decide = Words(id="Ganti putusannya", en="Replace what was decided")
    links = [Link(words=decide, url=reverse("item-decide", args=parts))]
    if made is None:
        links.append(Link(words=Words(id="Ubah", en="Change"), url=reverse("agenda-amend", args=parts)))
        links.append(Link(words=Words(id="Keluarkan", en="Take off"), url=reverse("agenda-drop", args=parts)))
    return Point(
        code=one.code,
        question=one.question,
        gate=_about(one),
        cases=one.cases,
        missing=one.missing,
        proposed=labels.named(labels.OUTCOMES, one.proposed) if one.proposed else None,
        decision="" if made is None else made.code,
        outcome=None if made is None else labels.named(labels.OUTCOMES, made.outcome),
        links=tuple(links) if offers else (),
    )


def _about(one: ItemFacts) -> Words | None:
    """This will say what a point is about, or None where it is about the whole programme."""
    if one.gate:
        return labels.gate(one.gate)
    if one.asked:
        return Words(id="Pertanyaan warga", en="A question of residents")
    if one.partner:
        name = accounts.agency(one.partner).name
        return Words(id="Temuan pada {name}", en="Something found of {name}").format(name=name)
    return None


def waiting(code: str, meeting: str, now: Status, items: tuple[ItemFacts, ...]) -> tuple[Waiting, ...]:
    """This will lay out what waits and is not on this agenda, each with the way to put it there."""
    found = (*not_on(meeting, items, now), *beside(meeting, items, code, moment(now.as_of)))
    words = Words(id="Masukkan ke agenda", en="Put on the agenda")
    return tuple(
        Waiting(
            question=one.question,
            says=one.says,
            cases=one.cases,
            link=Link(words=words, url=f"{reverse('agenda-put', args=[code, meeting])}?{urlencode(_asking(one))}"),
        )
        for one in found
    )


def _asking(one: Suggestion) -> dict[str, str]:
    """This will name a suggestion in an address; `_suggested` finds it again."""
    named = {"syarat": one.gate, "tanya": one.asked, "lembaga": one.partner, "temuan": one.incident}
    return {name: value for name, value in named.items() if value}


def _items(about: About) -> tuple[ItemFacts, ...]:
    return coordination.agenda(about.code, moment(about.today))


def _item(about: About) -> ItemFacts:
    """This will give the point an address is about; one that was never on the agenda does not exist."""
    wanted = (about.parts["meeting"], about.parts["item"])
    found = next((one for one in _items(about) if (one.meeting, one.code) == wanted), None)
    if found is None:
        raise Http404
    return found


def _suggested(about: About) -> Suggestion | None:
    asked = {name: about.asked[name] for name in ("syarat", "tanya", "lembaga", "temuan") if about.asked.get(name)}
    if not asked:
        return None
    meeting = about.parts["meeting"]
    if "syarat" in asked:
        found = not_on(meeting, (), status(about.code, as_of=about.today))
    else:
        found = beside(meeting, (), about.code, moment(about.today))
    return next((one for one in found if _asking(one) == asked), None)


def _subject() -> forms.CharField:
    """This will make the hidden field that says what a point is about, for what no list offers."""
    return forms.CharField(widget=forms.HiddenInput, required=False, max_length=32)


class PutForm(ActForm):
    """A point for the agenda."""

    asked, partner, incident = _subject(), _subject(), _subject()
    question = LongTextField(
        label=say("Apa yang ditanyakan kepada rapat?", "What is the meeting asked?"), rows=3, longest=_LONGEST
    )
    gate = SelectField(label=say("Tentang syarat", "About the condition"), choices=(), required=False)
    cases = NumberField(
        label=say("Berapa berkas menunggu ini?", "How many cases wait for it?"),
        help_text=say("Kosongkan bila menyangkut seluruh program", "Leave empty if it is about the whole programme"),
        required=False,
    )
    missing = LongTextField(
        label=say("Berkas rapat yang belum ada", "Papers that still lack"),
        help_text=NO_NAMES,
        required=False,
        rows=3,
        longest=500,
    )
    proposed = ChoiceField(
        label=say("Usulan putusan", "Proposed decision"), choices=labels.options(labels.OUTCOMES), required=False
    )

    @classmethod
    def begin(cls, about: About) -> dict[str, Any]:
        """This will begin with what waits, where the page was opened at it."""
        one = _suggested(about)
        if one is None:
            return super().begin(about)
        return {
            "question": spoken(one.question)[:_LONGEST],
            "gate": one.gate,
            "cases": one.cases,
            "missing": spoken(one.missing),
            "proposed": "" if one.proposed is None else one.proposed.value,
            "asked": one.asked,
            "partner": one.partner,
            "incident": one.incident,
        }

    def prepare(self, about: About) -> None:
        """This will offer the conditions."""
        field = self.fields["gate"]
        assert isinstance(field, SelectField)
        named = [(gate, labels.gate(gate)) for gate in BY_ID]
        everything = ("", say("Seluruh program", "The whole programme"))
        field.choices = [everything, *[(gate, say(words.id, words.en)) for gate, words in named]]

    def said(self) -> dict[str, Any]:
        """This will give the point a number that is free."""
        taken = {one.code for one in _items(self.about) if one.meeting == self.about.parts["meeting"]}
        number = next(str(n) for n in range(1, len(taken) + 2) if str(n) not in taken)
        return {**super().said(), "code": number}


class AmendForm(PutForm):
    """A point that is on the agenda, written anew."""

    version = seen()

    @classmethod
    def begin(cls, about: About) -> dict[str, Any]:
        """This will show the point as it stands."""
        one = _item(about)
        return {
            "question": one.question,
            "gate": one.gate,
            "cases": one.cases,
            "missing": one.missing,
            "proposed": one.proposed,
            "asked": one.asked,
            "partner": one.partner,
            "incident": one.incident,
            "version": one.version,
        }

    def said(self) -> dict[str, Any]:
        """This will keep the point's own number."""
        return {**super().said(), "code": self.about.parts["item"]}


class DropForm(ActForm):
    """A point is taken off the agenda."""

    note = TextField(label=say("Mengapa dikeluarkan?", "Why is it taken off?"), longest=300)

    @classmethod
    def begin(cls, about: About) -> dict[str, Any]:
        """This will meet the page of what does not exist where there is no such point."""
        _item(about)
        return super().begin(about)


class ItemDecisionForm(DecisionForm):
    """What was decided about one point of the agenda; refusing and putting off are told with their reason."""

    @classmethod
    def begin(cls, about: About) -> dict[str, Any]:
        """This will begin with what was proposed, and with the decision the point rests with now."""
        item, made = _item(about), decisions_of(about)
        standing = decided(item.code, item.meeting, made)
        return {
            **super().begin(about),
            "outcome": item.proposed,
            "supersedes": "" if standing is None else standing.code,
        }

    def clean(self) -> dict[str, Any]:
        """This will ask for the reason of a decision that lets people wait."""
        values = super().clean()
        waits = {Outcome.REFUSED.value, Outcome.DEFERRED.value}
        if values.get("outcome") in waits and not values.get("reason"):
            self.add_error("reason", say("Tulis alasannya, karena orang menunggu", "Write why, because people wait"))
        return values


def _of_item(about: About) -> dict[str, Any]:
    return {"meeting": about.parts["meeting"], "item": about.parts["item"]}


def _asked(about: About) -> tuple[Words, ...]:
    item = _item(about)
    return (Words(id="Butir {code}: {question}", en="Point {code}: {question}").format(
        code=item.code, question=item.question
    ),)  # fmt: skip


put = act_view(
    Screen(
        verb="coordination.agenda.put",
        form=PutForm,
        title=Words(id="Tambah butir agenda", en="Add a point to the agenda"),
        leads=of_meeting,
        fixed=lambda about: {"meeting": about.parts["meeting"]},
        done=SAVED,
    )
)
amend = act_view(
    Screen(
        verb="coordination.agenda.put",
        form=AmendForm,
        title=Words(id="Ubah butir agenda", en="Change a point of the agenda"),
        leads=of_meeting,
        fixed=lambda about: {"meeting": about.parts["meeting"]},
        done=SAVED,
    )
)
drop = act_view(
    Screen(
        verb="coordination.agenda.drop",
        form=DropForm,
        title=Words(id="Keluarkan butir dari agenda", en="Take a point off the agenda"),
        leads=of_meeting,
        fixed=lambda about: {"meeting": about.parts["meeting"], "code": about.parts["item"]},
        sentences=_asked,
        done=SAVED,
    )
)
decide = act_view(
    Screen(
        verb="coordination.decision.make",
        form=ItemDecisionForm,
        title=Words(id="Putuskan butir agenda", en="Decide a point of the agenda"),
        leads=of_meeting,
        fixed=_of_item,
        done=told,
        sentences=_asked,
        template="web/meetings/decision_form.html",
    )
)
