"""The ministry draws cases by chance to verify them; only of those may its reviewer open what verifying needs."""

from datetime import date, datetime, timedelta
from typing import Annotated

from pydantic import Field

from pulang.areas.accounts.facts import Actor
from pulang.areas.reveals import operations, queries
from pulang.areas.reveals.rules import SAMPLE_DAYS, SAMPLE_MOST, drawn
from pulang.flows.act import Receipt, What, act
from pulang.flows.inputs import Code
from pulang.flows.verbs import Verb
from pulang.kernel.days import in_words
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import locks
from pulang.storage.keeper import keeper

Size = Annotated[int, Field(strict=True, ge=1, le=SAMPLE_MOST)]

_STILL_OPEN = Words(
    id="Contoh yang diundi {day} masih berlaku. Contoh baru dapat diundi mulai {again}.",
    en="The sample drawn on {day} still stands. Another may be drawn from {again}.",
)
_NOTHING = Words(id="Program ini belum punya berkas untuk diundi.", en="This programme has no cases to draw from yet.")


class DrawSample(What):
    """So many cases of a programme, drawn by chance; all of them where there are fewer."""

    programme: Code
    size: Size


def draw_sample(*, by: Actor, at: datetime, ref: str, what: DrawSample) -> Receipt:
    """This will draw a sample and write down seed and cases; refuses another while one stands."""
    with act(by, "reveals.sample.draw", at, ref=ref, what=what, programme=what.programme) as trail:
        locks.change_programme(what.programme)
        stamp = trail.stamp(None)
        _refuse_another(what.programme, stamp.happened_on)
        found = dict(queries.drawable(programme=what.programme))
        if not found:
            raise Refusal("nothing-to-draw", _NOTHING)
        # Keyed, so that nobody can choose an act's id for the cases that it would draw.
        seed = keeper().fingerprint(content=f"sample|{what.programme}|{trail.seq}|{ref}".encode()).hex()
        operations.keep_sample(
            programme=what.programme,
            actor=by.code,
            cases=[found[number] for number in drawn(seed, found, what.size)],
            among=len(found),
            seed=seed,
            stamp=stamp,
        )
        trail.note(subject=what.programme)
    return trail.done()


def _refuse_another(programme: str, day: date) -> None:
    for sample in queries.samples(programme=programme):
        again = sample.drawn_on + timedelta(days=SAMPLE_DAYS)
        if day < again:
            raise Refusal("sample-still-open", _STILL_OPEN.format(day=in_words(sample.drawn_on), again=in_words(again)))


VERBS = (Verb("reveals.sample.draw", DrawSample, draw_sample),)
