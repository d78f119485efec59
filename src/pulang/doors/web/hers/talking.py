"""What she asks and how she may be reached: two steps of her own, and what her page shows of them."""

from dataclasses import dataclass
from datetime import date

from pulang.areas.cases.facts import CaseRef
from pulang.areas.contacts import queries as contacts
from pulang.areas.contacts.facts import ContactFacts, QuestionFacts
from pulang.areas.contacts.rules import NoticeState
from pulang.doors.web import labels
from pulang.doors.web.forms import ChoiceField, LongTextField, TextField
from pulang.doors.web.hers.steps import Said, Step, StepForm, reference, step_view
from pulang.doors.web.hers.words import HOURS, KEPT, NEWS, WAYS
from pulang.doors.web.words import dated, language, say
from pulang.flows import contacting
from pulang.kernel.moments import Moment
from pulang.kernel.words import Words

_SHOWN_NEWS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question of hers: what she wrote, by when it is answered, or the answer."""

    on: date
    text: str
    state: Words
    answer: str
    answered_on: date | None


def questions_of(case: CaseRef, at: Moment) -> tuple[Question, ...]:
    """This will give her questions with their answers, the latest first."""
    found = contacts.questions(case.id, at)
    said = contacting.said_in(found)
    return tuple(
        Question(
            on=one.asked.on,
            text=said.get(one.asked.words, ""),
            state=state_of(one),
            answer=said.get(one.answered.words, "") if one.answered else "",
            answered_on=one.answered.on if one.answered else None,
        )
        for one in found
    )


def state_of(one: QuestionFacts) -> Words:
    """This will say by when a question is answered, or that it is."""
    if one.due_on is None:
        return Words(id="Sudah dijawab", en="Answered")
    return Words(
        id=f"Dijawab paling lambat {dated(one.due_on, 'id')}", en=f"To be answered by {dated(one.due_on, 'en')}"
    )


def reached_by(said: ContactFacts | None) -> Words:
    """This will say how she may be reached; the address itself is not shown, for the telephone may be shared."""
    if said is None or said.address is None:
        return labels.named(WAYS, "PAGE")
    shown = Words(id="{way}, {hours}. Alamatnya tersimpan tersegel.", en="{way}, {hours}. The address is kept sealed.")
    return shown.format(way=labels.named(WAYS, said.way), hours=labels.named(HOURS, said.hours))


def news_of(case: CaseRef) -> tuple[Words, ...]:
    """This will give what there is news of, each thing once, the latest first."""
    lively = [one.kind for one in contacts.notices(case.id) if one.state != NoticeState.DROPPED.value]
    return tuple(labels.named(NEWS, kind) for kind in dict.fromkeys(lively))[:_SHOWN_NEWS]


class AskForm(StepForm):
    """Her question, in her own words."""

    words = LongTextField(
        label=say("Apa yang ingin Anda tanyakan?", "What would you like to ask?"),
        help_text=say(
            "Tulis seperti Anda bicara. Hanya kantor yang mengurus berkas Anda yang membacanya.",
            "Write as you speak. Only the office that looks after your case reads it.",
        ),
        rows=5,
        longest=2000,
    )


class ContactForm(StepForm):
    """How she may be reached."""

    way = ChoiceField(
        label=say("Bagaimana kami boleh memberi tahu Anda?", "How may we let you know?"), choices=labels.options(WAYS)
    )
    address = TextField(
        label=say("Nomor telepon atau alamat surel yang aman", "A telephone number or mail address that is safe"),
        help_text=say(
            "Kosongkan bila hanya di halaman ini. Pesan tidak pernah memuat nama atau isi kabarnya.",
            "Leave empty if on this page only. A message never holds a name or what the news is.",
        ),
        required=False,
        longest=120,
    )
    hours = ChoiceField(
        label=say("Kapan pesan boleh datang?", "When may a message come?"), choices=labels.options(HOURS)
    )

    def begin(self, asked: object) -> dict[str, str]:
        """This will begin with the safest way, and with no address: the telephone may be shared."""
        return {"way": "PAGE", "hours": "DAYTIME"}


def _contact(typed: Said) -> Said:
    address = "" if typed["way"] == "PAGE" else typed["address"].strip()
    return {"way": typed["way"], "hours": typed["hours"], "language": language(), "address": address}


ask = step_view(
    Step(
        verb="contacts.question.ask",
        form=AskForm,
        title=Words(id="Tanyakan sesuatu", en="Ask something"),
        button=Words(id="Kirim pertanyaan", en="Send the question"),
        done=Words(id="Pertanyaan Anda diterima", en="Your question came in"),
        sentences=(
            Words(
                id="Anda dijawab dalam 7 hari, di halaman ini. Bertanya tidak mengubah apa pun pada berkas Anda.",
                en="You are answered within 7 days, on this page. Asking changes nothing in your case.",
            ),
        ),
        says=lambda typed: {"question": reference(typed), "words": typed["words"]},
        tells=lambda _typed: (
            (Words(id="Kantor mulai menghitung 7 harinya hari ini.", en="The office's 7 days begin today."),),
            (
                Words(
                    id="Isi pertanyaan tersimpan tersegel dan dimusnahkan sesudah dua tahun.",
                    en="What you wrote is kept sealed and is destroyed after two years.",
                ),
            ),
        ),
    )
)
contact = step_view(
    Step(
        verb="contacts.contact.change",
        form=ContactForm,
        title=Words(id="Ubah cara menghubungi Anda", en="Change how you are reached"),
        button=Words(id="Simpan", en="Save"),
        done=Words(id="Cara menghubungi Anda diubah", en="How you are reached has changed"),
        sentences=(
            Words(
                id="Pilih yang aman bagi Anda. Tidak ada pesan antara pukul 20 dan pukul 8.",
                en="Choose what is safe for you. No message comes between 8 in the evening and 8 in the morning.",
            ),
        ),
        says=_contact,
        tells=lambda _typed: (
            (
                Words(
                    id="Alamat yang lama dimusnahkan; tidak ada pesan lagi ke sana.",
                    en="The earlier address is destroyed; no message goes there any more.",
                ),
            ),
            KEPT[:1],
        ),
    )
)
