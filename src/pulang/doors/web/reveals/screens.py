"""The forms of emergencies and samples: declaring, confirming, reviewing, telling; drawing."""

from typing import Any

from django.urls import reverse

from pulang.areas.reveals.rules import EXPLAINED_LEAST, SAMPLE_MOST
from pulang.doors.web.acting import About, ActForm, Screen, act_view
from pulang.doors.web.context import View
from pulang.doors.web.forms import ChoiceField, LongTextField, NumberField, TextField
from pulang.doors.web.reveals.wording import REASONS
from pulang.doors.web.words import say
from pulang.flows.act import Receipt
from pulang.kernel.words import Words

_NO_NAMES = say("Tanpa nama dan tanpa nomor identitas", "Without names or identity numbers")


class DeclareForm(ActForm):
    """Danger to life of one person."""

    case = TextField(label=say("Nomor berkas", "Case number"), longest=20)
    reason = ChoiceField(
        label=say("Bahaya apa?", "Which danger?"),
        choices=[(each.value, say(words.id, words.en)) for each, words in REASONS.items()],
    )
    explained = LongTextField(
        label=say("Apa yang terjadi?", "What happened?"),
        help_text=say(
            f"Sedikitnya {EXPLAINED_LEAST} huruf; tanpa nama dan tanpa nomor identitas",
            f"At least {EXPLAINED_LEAST} letters; without names or identity numbers",
        ),
        rows=3,
        longest=500,
    )


class WordForm(ActForm):
    """Whether an emergency was right."""

    upheld = ChoiceField(
        label=say("Apakah keadaan darurat ini benar?", "Was this emergency right?"),
        choices=[("ya", say("Ya, benar", "Yes, it was")), ("tidak", say("Tidak", "No"))],
    )
    note = TextField(label=say("Catatan", "Remark"), help_text=_NO_NAMES, required=False, longest=300)

    def said(self) -> dict[str, Any]:
        """This will say yes or no as the act does."""
        found = super().said()
        return {**found, "upheld": found["upheld"] == "ya"} if "upheld" in found else found


class ToldForm(ActForm):
    """She was told."""

    note = TextField(
        label=say("Bagaimana ia diberi tahu?", "How was she told?"), help_text=_NO_NAMES, required=False, longest=300
    )


class DrawForm(ActForm):
    """How many cases are drawn."""

    size = NumberField(label=say("Berapa berkas?", "How many cases?"), least=1, most=SAMPLE_MOST)


def _back(about: About) -> str:
    return reverse("emergencies", args=[about.code])


def _which(about: About) -> dict[str, Any]:
    return {"emergency": about.parts["ref"]}


def _opened(_about: About, receipt: Receipt) -> str:
    return reverse("emergency-file", args=[receipt.subject])


declare = act_view(
    Screen(
        verb="reveals.emergency.declare",
        form=DeclareForm,
        title=Words(id="Nyatakan keadaan darurat", en="Declare an emergency"),
        leads=lambda _about: reverse("home"),
        onward=_opened,
        button=Words(id="Nyatakan keadaan darurat", en="Declare an emergency"),
        done=Words(
            id="Berkas ini dapat dibuka empat jam. Orang kedua dan pelindung data akan menilainya.",
            en="This case can be opened for four hours. A second person and the data-protection officer will judge it.",
        ),
        sentences=(
            Words(
                id="Hanya bila nyawa terancam dan berkasnya bukan tugas Anda. Satu orang, paling lama empat jam.",
                en="Only when a life is in danger and the case is not your task. One person, four hours at most.",
            ),
            Words(
                id="Koordinator atau kepala dinas mengonfirmasi dalam 24 jam, pelindung data meninjau dalam 72 jam, "
                "dan ia sendiri diberi tahu.",
                en="A coordinator or head confirms it within 24 hours, the data-protection officer reviews it within "
                "72 hours, and she herself is told.",
            ),
        ),
        step_up=True,
    )
)


def _answer(verb: str, form: type[ActForm], title: Words, sentence: Words) -> View:
    return act_view(
        Screen(verb=verb, form=form, title=title, leads=_back, fixed=_which, sentences=(sentence,), step_up=True)
    )


confirm = _answer(
    "reveals.emergency.confirm",
    WordForm,
    Words(id="Konfirmasi keadaan darurat", en="Confirm the emergency"),
    Words(id="Jawaban “Tidak” menutup berkasnya seketika.", en="“No” closes the case at once."),
)
review = _answer(
    "reveals.emergency.review",
    WordForm,
    Words(id="Tinjau keadaan darurat", en="Review the emergency"),
    Words(id="Nilai apakah pembukaan ini perlu dan sesuai.", en="Judge whether opening was needed and proper."),
)
tell = _answer(
    "reveals.emergency.tell",
    ToldForm,
    Words(id="Catat bahwa ia diberi tahu", en="Record that she was told"),
    Words(
        id="Beri tahu warga dampingan siapa yang membuka identitasnya, kapan dan mengapa.",
        en="Tell her who opened her identity, when and why.",
    ),
)
draw = act_view(
    Screen(
        verb="reveals.sample.draw",
        form=DrawForm,
        title=Words(id="Undi contoh verifikasi", en="Draw a verification sample"),
        leads=lambda about: reverse("samples", args=[about.code]),
        button=Words(id="Undi", en="Draw"),
        sentences=(
            Words(
                id="Berkas dipilih secara acak. Anda tidak memilihnya, dan benih undiannya tercatat.",
                en="Cases are chosen by chance. You do not choose them, and the seed of the draw is kept.",
            ),
        ),
    )
)
