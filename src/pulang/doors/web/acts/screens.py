"""The screen that says an act of a whole programme was a mistake."""

from typing import Any

from pulang.areas.audit import queries as lines
from pulang.areas.audit.facts import Told
from pulang.doors.web import addresses
from pulang.doors.web.acting import About, Screen, act_view
from pulang.doors.web.acts.words import CALLED
from pulang.doors.web.cases.corrections import NO_WAY_BACK, StrikeForm
from pulang.doors.web.cases.forms import offer
from pulang.doors.web.words import day, say
from pulang.flows.striking import strikable
from pulang.kernel.moments import local_day
from pulang.kernel.words import Words

_OFFERED = 100


class StrikeOfProgrammeForm(StrikeForm):
    """An act of the programme was a mistake."""

    @classmethod
    def begin(cls, about: About) -> dict[str, Any]:
        """This will begin with the act the list led here from."""
        return {**super().begin(about), "act": about.asked.get("catatan", "")}

    def prepare(self, about: About) -> None:
        """This will offer the latest acts of the programme that still count, and the one that was asked for."""
        asked, may = about.asked.get("catatan", ""), [verb for verb in CALLED if strikable(verb)]
        found = list(lines.told(about.code, may, limit=_OFFERED))
        if asked and asked not in {one.id for one in found}:
            found += lines.told(about.code, may, limit=1, act=asked)
        offer(self, "act", [(one.id, _called(one, about)) for one in found if not one.struck])


def _called(one: Told, about: About) -> Any:
    words = CALLED[one.verb]
    on = day(local_day(one.at, about.programme.time_zone if about.programme else ""))
    return say(f"{words.id}: {one.subject} ({on})", f"{words.en}: {one.subject} ({on})")


strike = act_view(
    Screen(
        verb="audit.act.strike",
        form=StrikeOfProgrammeForm,
        title=Words(id="Nyatakan catatan program keliru", en="Say that an act of the programme was a mistake"),
        leads=lambda about: addresses.about("acts", about.code),
        button=Words(id="Ya, nyatakan keliru", en="Yes, it was a mistake"),
        grave=True,
        sentences=(NO_WAY_BACK,),
    )
)
