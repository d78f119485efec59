"""Forms for letters, their answers, and observers' positions."""

from typing import Any

from django.urls import reverse

from pulang.areas.coordination import queries as coordination
from pulang.doors.web import labels
from pulang.doors.web.acting import About, ActForm, Screen, act_view
from pulang.doors.web.forms import ChoiceField, DayField, LongTextField, TextField, YesField
from pulang.doors.web.meetings.forms import decision_of, free, when
from pulang.doors.web.meetings.screens import decision_named
from pulang.doors.web.words import say
from pulang.kernel.moments import moment
from pulang.kernel.words import Words


class LetterForm(ActForm):
    """A letter that went out or came in."""

    event = ChoiceField(
        label=say("Surat keluar atau masuk?", "Sent or received?"), choices=labels.options(labels.LETTERS)
    )
    office = TextField(label=say("Kepada atau dari", "To or from"), longest=200)
    number = TextField(label=say("Nomor surat", "Number"), longest=80)
    subject = TextField(
        label=say("Perihal", "Subject"),
        help_text=say("Tanpa nama dan tanpa nomor berkas", "Without names or case numbers"),
        longest=300,
    )
    due_on = DayField(
        label=say("Ditunggu jawabannya sampai", "Answer expected by"),
        help_text=say("Kosongkan bila tidak perlu dijawab", "Leave empty if no answer is needed"),
        required=False,
    )
    happened_on = when()

    def said(self) -> dict[str, Any]:
        """This will give the letter a short name that is free."""
        known = coordination.letters(self.about.code, moment(self.about.today))
        return {**super().said(), "code": free("surat", {one.code for one in known})}


class AnswerForm(ActForm):
    """The answer to a letter."""

    number = TextField(label=say("Nomor surat jawaban", "Number of the answer"), longest=80)
    happened_on = when()


class PositionForm(ActForm):
    """What the organisation holds of a decision."""

    text = LongTextField(
        label=say("Pendapat organisasi Anda", "Your organisation's position"),
        help_text=say("Tanpa nama orang", "Without any person's name"),
        rows=5,
        longest=1000,
    )
    published = YesField(label=say("Tampilkan di samping keputusan", "Show it beside the decision"), required=False)

    @classmethod
    def begin(cls, about: About) -> dict[str, Any]:
        """This will meet the page of what does not exist where there is no such decision."""
        decision_of(about)
        return super().begin(about)


def _letters(about: About) -> str:
    return reverse("letters", args=[about.code])


def _named(about: About) -> tuple[Words, ...]:
    """This will say which letter is answered; the act refuses one that is not there."""
    return tuple(
        _LETTER.format(number=one.number, office=one.office, subject=one.subject)
        for one in coordination.letters(about.code, moment(about.today))
        if one.code == about.parts["letter"]
    )


_LETTER = Words(id="{number}, {office}: {subject}", en="{number}, {office}: {subject}")
record = act_view(
    Screen(
        verb="coordination.letter.record",
        form=LetterForm,
        title=Words(id="Catat surat", en="Record a letter"),
        leads=_letters,
    )
)
answer = act_view(
    Screen(
        verb="coordination.letter.answer",
        form=AnswerForm,
        title=Words(id="Catat jawaban surat", en="Record the answer"),
        sentences=_named,
        leads=_letters,
        fixed=lambda about: {"code": about.parts["letter"]},
    )
)
position = act_view(
    Screen(
        verb="coordination.position.file",
        form=PositionForm,
        title=Words(id="Pendapat tentang keputusan", en="Position on a decision"),
        sentences=decision_named,
        leads=lambda about: reverse("meeting", args=[about.code, decision_of(about).meeting]),
        fixed=lambda about: {"decision": about.parts["decision"]},
    )
)
