"""Has she chosen, and was she told enough to choose freely?"""

from typing import Final

from pulang.areas.readiness.facts import CaseFacts
from pulang.areas.readiness.rules import MET, CaseGate, Reply, Step
from pulang.kernel.findings import Answer
from pulang.kernel.words import Words

_NO_CHOICE: Final = Reply(
    Answer.NOT_MET,
    Words(id="Pilihan warga dampingan belum dicatat.", en="The person's choice is not recorded yet."),
    Words(
        id="Jelaskan keempat pilihan, lalu catat pilihannya; belum memutuskan juga sebuah pilihan.",
        en="Explain the four choices and record hers; undecided is a choice too.",
    ),
)
_NOT_INFORMED: Final = Reply(
    Answer.NOT_MET,
    Words(id="Pilihan dicatat tanpa penjelasan.", en="A choice was recorded without any information given."),
    Words(
        id="Jelaskan keempat pilihan secara langsung, lalu catat ulang pilihannya.",
        en="Explain the four choices in person and record the choice again.",
    ),
    since="choice_on",
)


def check(facts: CaseFacts, _step: Step) -> Reply:
    """This will ask for a latest choice made with information given (free and informed: IOM AVRR framework, 2018)."""
    if not facts.choice:
        return _NO_CHOICE
    return MET if facts.informed not in {"", "NOT_INFORMED"} else _NOT_INFORMED


GATE: Final = CaseGate(
    id="choice-informed",
    question=Words(id="Apakah ia memilih dengan penjelasan?", en="Did she choose with information given?"),
    awaited=Words(id="pilihan yang dibuat dengan penjelasan", en="a choice made with information given"),
    source=Words(
        id="Kerangka IOM untuk pemulangan sukarela dan reintegrasi (2018): kesukarelaan",
        en="IOM Framework for Assisted Voluntary Return and Reintegration (2018): voluntariness",
    ),
    check=check,
    waivable=False,
)
