"""The field in which somebody says what is to be arranged on the way."""

from pulang.areas.cases.facts import NEEDS
from pulang.doors.web import labels
from pulang.doors.web.forms import ManyField
from pulang.doors.web.words import say


def needs_field() -> ManyField:
    """This will give the check boxes of what may be needed on the way."""
    return ManyField(
        label=say("Apa yang perlu disiapkan di jalan?", "What is to be arranged on the way?"),
        help_text=say("Centang yang perlu saja; alasannya tidak dicatat.",
                      "Tick what is needed only; no reason is kept."),
        choices=labels.options(NEEDS),
        required=False,
    )  # fmt: skip
