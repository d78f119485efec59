"""Weighs two people by the model of `assessment.py` where no database is: one newcomer against those she may be.

The comparisons, their steps and what each weighs are the same; only their conditions are said once more, as functions
(a test holds the two against each other). What comes out is a line of codes and weights that holds no value of
anybody's: it is kept with the likely double, so that a decision of years ago is still explained as it was seen.
"""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from pulang.areas.people.assessment import COMPARISONS, LEAST_BITS, Comparison, Entry, Step, entry, guessed
from pulang.areas.people.nearness import covers, edits, reaches, shared, within
from pulang.areas.people.rules import FREQUENT_SOUNDS, NIK_DIGITS, Field
from pulang.kernel.words import NOTHING, Words

HOME: Final = "HOME"  # no sealed field: the district of a case's home, said beside the sealed ones
_OFTEN: Final = 0.01  # about so many bear a part of a name that is among the frequent ones

_BESIDE_PHONE: Final = 4.0  # a family shares a telephone: something else has to speak for one person as well

Holds = Callable[[Entry, Entry], bool]


def _tail(one: Entry) -> str:
    return one.nik[6:] if len(one.nik) == NIK_DIGITS else ""


def _year(one: Entry) -> str:
    return one.born[:4]


def _month(one: Entry) -> str:
    return one.born[5:7]


def _day(one: Entry) -> str:
    return one.born[8:10]


def _parts(one: Entry) -> list[str]:
    return one.key.split(" ")


def _slip_of_name(one: Entry, other: Entry) -> bool:
    if within(one.name, other.name, 1) or within(one.key, other.key, 1):
        return True
    return reaches(one.key, other.key, 0.95)


def _near_name(one: Entry, other: Entry) -> bool:
    return reaches(one.key, other.key, 0.92) or reaches(one.name, other.name, 0.92)


def _slip_of_birth(one: Entry, other: Entry) -> bool:
    agree = _year(one) == _year(other), _month(one) == _month(other), _day(one) == _day(other)
    return edits(one.born, other.born) <= 1 or sum(agree) >= 2  # noqa: PLR2004 - two parts of three


_HOLDS: Final[Mapping[str, Mapping[str, Holds]]] = {
    "name": {
        "same": lambda one, other: one.name == other.name,
        "sound": lambda one, other: one.said == other.said,
        "order": lambda one, other: one.key == other.key,
        "slip": _slip_of_name,
        "parts": lambda one, other: shared(_parts(one), _parts(other)) >= 2,  # noqa: PLR2004
        "part": lambda one, other: covers(_parts(one), _parts(other)) or covers(_parts(other), _parts(one)),
        "near": _near_name,
        "far": lambda one, other: reaches(one.key, other.key, 0.86),
    },
    "born": {
        "same": lambda one, other: one.born == other.born and not guessed(one.born),
        "guessed": lambda one, other: one.born == other.born,
        "swapped": lambda one, other: (
            (_year(one), _month(one), _day(one)) == (_year(other), _day(other), _month(other))
        ),
        "year": lambda one, other: _year(one) == _year(other) and (guessed(one.born) or guessed(other.born)),
        "slip": _slip_of_birth,
        "other_day": lambda one, other: _year(one) == _year(other),
    },
    "nik": {
        "same": lambda one, other: one.nik == other.nik,
        "slip": lambda one, other: within(one.nik, other.nik, 1),
        "slips": lambda one, other: within(one.nik, other.nik, 2),
        "moved": lambda one, other: _tail(one) == _tail(other) != "",
    },
    "phone": {"same": lambda one, other: one.phone == other.phone},
    "home": {"same": lambda one, other: one.home == other.home},
}


def steps_of(one: Entry, other: Entry) -> dict[str, Step]:
    """This will give the step each comparison takes between two entries; what either does not know is left out."""
    found = {}
    for comparison in COMPARISONS:
        if getattr(one, comparison.name) and getattr(other, comparison.name):
            found[comparison.name] = _step(comparison, one, other)
    return found


def _step(comparison: Comparison, one: Entry, other: Entry) -> Step:
    holds = _HOLDS[comparison.name]
    return next((step for step in comparison.steps[:-1] if holds[step.code](one, other)), comparison.steps[-1])


def weight(step: Step, one: Entry) -> float:
    """This will give the bits of a step; a name made of frequent parts only weighs less, as many bear it.

    How often the very name is stands nowhere: names are sealed, and nobody counts them.
    """
    parts = one.key.split(" ")
    if not step.rare or not FREQUENT_SOUNDS.issuperset(parts):
        return step.weight
    return math.log2(step.m / max(step.u, _OFTEN ** len(parts)))


def alike(said: Mapping[str, str], held: Mapping[str, str]) -> str:
    """This will say what speaks for two being one person, in codes and weights; nothing where too little does.

    An equal NIK is always told: whatever else differs, somebody has to look.
    """
    one, other = _entry(said), _entry(held)
    steps = steps_of(one, other)
    if "name" not in steps and not _same_nik(steps):
        return ""
    weights = {name: weight(step, one) for name, step in steps.items()}
    bits = sum(weights.values())
    likely = bits >= LEAST_BITS and bits - weights.get("phone", 0) >= _BESIDE_PHONE
    return written(steps, weights) if likely or _same_nik(steps) else ""


def _same_nik(steps: Mapping[str, Step]) -> bool:
    return "nik" in steps and steps["nik"].code == "same"


def _entry(said: Mapping[str, str]) -> Entry:
    return entry(
        name=said.get(Field.NAME.value, ""),
        birth_date=said.get(Field.BIRTH_DATE.value, ""),
        nik=said.get(Field.NIK.value, ""),
        phone=said.get(Field.PHONE.value, ""),
        home=said.get(HOME, "")[: len("35.78")],
    )


# --- the line that is kept, and what it says

_LINE: Final = re.compile(r"[a-z]+=[a-z_]+:-?[0-9]+\.[0-9]( [a-z]+=[a-z_]+:-?[0-9]+\.[0-9])*")
_BY_CODE: Final = {(one.name, step.code): step for one in COMPARISONS for step in one.steps}
# What was kept before, and still is where a dump without identities says that there was a likely double.
_BARE: Final = {
    "NIK": Words(id="NIK sama", en="same NIK"),
    "NAME": Words(id="nama sebunyi dan tahun lahir sama", en="a name that sounds the same, born in the same year"),
}
_SPEAKS: Final = Words(id="{what}: mendukung, +{bits}", en="{what}: speaks for it, +{bits}")
_SPEAKS_AGAINST: Final = Words(id="{what}: menentang, −{bits}", en="{what}: speaks against it, −{bits}")


@dataclass(frozen=True, slots=True)
class Explained:
    """What a kept line says: each part in words, the likest first, and what they weigh together (nothing: unknown)."""

    parts: tuple[Words, ...]
    bits: int | None


def written(steps: Mapping[str, Step], weights: Mapping[str, float]) -> str:
    """This will write steps with what each weighs, the heaviest first."""
    heaviest = sorted(steps, key=lambda name: -weights[name])
    return " ".join(f"{name}={steps[name].code}:{weights[name]:.1f}" for name in heaviest)


def rewritten(codes: Mapping[str, str], bits: float) -> str:
    """This will write the steps of a whole register's comparison, whose name weighed by how often it stands there."""
    steps = {name: _BY_CODE[name, code] for name, code in codes.items()}
    weights = {name: step.weight for name, step in steps.items()}
    if "name" in weights:
        weights["name"] += bits - sum(weights.values())
    return written(steps, weights)


def explained(line: str) -> Explained | None:
    """This will say a kept line in words; nothing where it is none, such as a reason somebody wrote."""
    if line in _BARE:
        return Explained((_BARE[line],), None)
    if not _LINE.fullmatch(line):
        return None
    parts = [part.replace("=", ":").split(":") for part in line.split(" ")]
    known = [(_BY_CODE[name, code].words, float(bits)) for name, code, bits in parts if (name, code) in _BY_CODE]
    return Explained(tuple(_says(words, bits) for words, bits in known), round(sum(bits for _, bits in known)))


def _says(words: Words, bits: float) -> Words:
    says = (_SPEAKS if bits >= 0 else _SPEAKS_AGAINST).format(what=words, bits=round(abs(bits)))
    return Words(id=says.id[:1].upper() + says.id[1:], en=says.en[:1].upper() + says.en[1:])


_WHOLE: Final = Words(
    id="Seluruhnya {bits}. Mulai {least}, orang diminta memutuskan; makin tinggi, makin mungkin orang yang sama. "
    "Angka ini hanya menunjuk, tidak memutuskan: saudara kembar pun bernilai tinggi.",
    en="Altogether {bits}. From {least} on, a person is asked to decide; the higher, the likelier it is the same "
    "person. The figure points and does not decide: twins score high as well.",
)


def whole(found: Explained) -> Words:
    """This will say what the parts weigh together, and what that means."""
    return NOTHING if found.bits is None else _WHOLE.format(bits=found.bits, least=round(LEAST_BITS))
