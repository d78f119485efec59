"""A question of a person: read by the office that looks after her case, and answered in words she will read."""

from django.urls import reverse

from pulang.areas.contacts import queries as contacts
from pulang.areas.contacts import rules
from pulang.areas.contacts.facts import QuestionFacts
from pulang.doors.web.acting import About, ActForm, Screen, act_view
from pulang.doors.web.forms import LongTextField
from pulang.doors.web.hers.talking import state_of
from pulang.doors.web.words import say
from pulang.flows import contacting
from pulang.flows import looking as looks
from pulang.kernel.moments import moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words, same


class AnswerForm(ActForm):
    """The answer, as she will read it."""

    words = LongTextField(
        label=say("Jawaban", "Answer"),
        help_text=say(
            "Ia membacanya persis begini. Pakai kata sehari-hari, tanpa singkatan kantor.",
            "She reads exactly this. Use everyday words and no office abbreviations.",
        ),
        rows=6,
        longest=2000,
    )


def _open(about: About) -> QuestionFacts:
    """This will give the question that waits; refuses one that is not there for this reader."""
    assert about.case is not None, "an address under a case"
    return rules.question_in(contacts.questions(about.case.id, moment(about.today)), about.parts["tanya"])


def _sentences(about: About) -> tuple[Words, ...]:
    try:
        found = _open(about)
    except Refusal as refusal:
        return (refusal.words,)
    looks.note(action="case.read", case=about.case, fields=("questions",))
    said = contacting.said_in((found,)).get(found.asked.words, "")
    asked = Words(id="Ia bertanya: “{said}”", en="She asks: “{said}”").format(said=same(said))
    return (asked if said else _GONE, state_of(found))


_GONE = Words(id="Isi pertanyaannya sudah dimusnahkan.", en="What she asked has been destroyed.")


def _leads(about: About) -> str:
    assert about.case is not None, "an address under a case"
    return reverse("letters", args=[about.case.programme])


answer = act_view(
    Screen(
        verb="contacts.question.answer",
        form=AnswerForm,
        title=Words(id="Jawab pertanyaan", en="Answer a question"),
        leads=_leads,
        sentences=_sentences,
        fixed=lambda about: {"question": about.parts["tanya"]},
        button=Words(id="Kirim jawaban", en="Send the answer"),
        done=Words(id="Jawaban tercatat; ia dapat membacanya.", en="The answer is there for her to read."),
    )
)
