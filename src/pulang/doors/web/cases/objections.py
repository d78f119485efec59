"""Forms about what she objects to: it is written down, answered with reasons, and taken to somebody else."""

from typing import Any

from pulang.areas.cases.facts import ObjectionLine
from pulang.doors.web import labels
from pulang.doors.web.acting import About, ActForm, Screen, act_view, case_page
from pulang.doors.web.cases.forms import file_of, offer, when
from pulang.doors.web.cases.ways import OBJECTION_OUTCOMES, OBJECTION_TOPICS, topic_of
from pulang.doors.web.forms import ChoiceField, DayField, LongTextField, SelectField, YesField
from pulang.doors.web.words import day, language, say
from pulang.kernel.words import Words

COMPANION = say("Ia ditemani orang yang ia percayai", "Somebody she trusts was with her")


class ObjectionForm(ActForm):
    """An objection of her own; it is answered within fourteen days unless said."""

    topic = ChoiceField(
        label=say("Tentang apa?", "What is it about?"),
        choices=[(code, say(words.id, words.en)) for code, words in OBJECTION_TOPICS.items()],
    )
    companion = YesField(label=COMPANION, required=False)
    due_on = DayField(
        label=say("Dijawab paling lambat", "To be answered by"),
        help_text=say("Kosongkan untuk 14 hari", "Leave empty for 14 days"),
        required=False,
    )
    happened_on = when()

    def said(self) -> dict[str, Any]:
        """This will number the objection within its case."""
        return {**super().said(), "objection": f"keberatan-{self.cleaned_data['ref'][:8]}"}


class _OfObjection(ActForm):
    objection = SelectField(label=say("Keberatan yang mana?", "Which objection?"), choices=())

    @classmethod
    def begin(cls, about: About) -> dict[str, Any]:
        """This will begin with the objection the file was opened at."""
        return {**super().begin(about), "objection": about.asked.get("keberatan", "")}

    def prepare(self, about: About) -> None:
        """This will offer the objections this form is about."""
        latest = {line.ref: line for line in file_of(about).objections}
        mine = [line for line in latest.values() if self.fits(line)]
        spoken = language()
        offer(self, "objection", [(line.ref, f"{topic_of(line).text(spoken)} ({day(line.on)})") for line in mine])

    def fits(self, line: ObjectionLine) -> bool:
        """This will be true of an objection in this state."""
        return line.is_open


class AnswerForm(_OfObjection):
    """An objection was answered, with reasons; or she took it back."""

    taken_back = ChoiceField(
        label=say("Apa yang terjadi?", "What happened?"),
        choices=[
            ("no", say("Sudah dijawab kepadanya", "It was answered")),
            ("yes", say("Ia menariknya kembali", "She took it back")),
        ],
    )
    outcome = ChoiceField(
        label=say("Apa hasilnya?", "What came of it?"),
        choices=labels.options(OBJECTION_OUTCOMES),
        required=False,
    )
    reason = LongTextField(
        label=say("Alasannya, dengan kata-kata yang mudah", "Why, in plain words"),
        help_text=say(
            "Ia membacanya di halamannya sendiri. Tanpa nama orang.", "She reads it on her own page. Without names."
        ),
        rows=4,
        longest=500,
        required=False,
    )
    happened_on = when()

    def said(self) -> dict[str, Any]:
        """This will say yes or no as the act wants it."""
        values = super().said()
        return {**values, "taken_back": values["taken_back"] == "yes"}


class AppealForm(_OfObjection):
    """She is not satisfied with an answer."""

    companion = YesField(label=COMPANION, required=False)
    happened_on = when()

    def fits(self, line: ObjectionLine) -> bool:
        """This will be true of an objection that is answered."""
        return line.event == "ANSWERED"


def _titled(words: Words) -> Any:
    def title(about: About) -> Words:
        assert about.case is not None, "these screens are about a case"
        return Words(id="{what} – {number}", en="{what} – {number}").format(what=words, number=about.case.number)

    return title


_KEPT = Words(
    id="Selama belum dijawab, tempatnya dalam rencana dan uangnya tetap dijaga, dan ia tidak diberangkatkan.",
    en="Until it is answered her place in the plan and her money are kept, and nobody sends her off.",
)

raised = act_view(
    Screen(
        verb="cases.objection.raise",
        form=ObjectionForm,
        title=_titled(Words(id="Catat keberatannya", en="Record her objection")),
        leads=case_page,
        sentences=(_KEPT,),
    )
)
answered = act_view(
    Screen(
        verb="cases.objection.answer",
        form=AnswerForm,
        title=_titled(Words(id="Jawab keberatan", en="Answer an objection")),
        leads=case_page,
        sentences=(
            Words(
                id="Bila ia tidak puas, orang lain memeriksa sekali lagi: bukan yang menjawab pertama.",
                en="Where she is not satisfied somebody else looks again: never the one who answered first.",
            ),
        ),
    )
)
appealed = act_view(
    Screen(
        verb="cases.objection.appeal",
        form=AppealForm,
        title=_titled(Words(id="Minta diperiksa orang lain", en="Have somebody else look")),
        leads=case_page,
        sentences=(_KEPT,),
        done=Words(
            id="Orang lain akan memeriksanya dan menjawab dalam 14 hari.",
            en="Somebody else will look at it and answer within 14 days.",
        ),
    )
)
