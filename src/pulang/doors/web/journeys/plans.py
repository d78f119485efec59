"""Makes a plan on the screen and accepts it: the clerk's plan at once, a better one for whoever waits a moment."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse

from pulang.areas.cases import queries as cases
from pulang.areas.funds import queries as funds
from pulang.areas.funds.rules import Use
from pulang.areas.journeys import queries as journeys
from pulang.areas.journeys.planning.waiting import RULE, WORDS, Further
from pulang.areas.journeys.rules import CLOCKS, MODE_WORDS, PREFIX, Mode
from pulang.doors.web.acting import About, ActForm, Screen, act_view
from pulang.doors.web.cases.forms import offer
from pulang.doors.web.forms import SelectField
from pulang.doors.web.journeys.maps import Map, Route, drawn
from pulang.doors.web.journeys.wording import when
from pulang.doors.web.words import say
from pulang.flows import searching
from pulang.flows.planning import Planned, gathered, planned
from pulang.flows.planning_json import accepting
from pulang.kernel import refs
from pulang.kernel.days import rupiah_in_words
from pulang.kernel.moments import Moment, moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words, people, same
from pulang.storage import jobs

AT_ONCE: Final = 0.01  # seconds for the search: the clerk's plan stands before it begins
LONGER: Final = 8.0
SHOWN: Final = 10
_MOST_SIGNS: Final = 4_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """People who wait for the same reason."""

    count: int
    why: Words
    cases: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One way to plan, beside the others."""

    name: Words
    home: Words
    cost: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A plan as it is shown before anybody accepts it."""

    trips: int
    told: Words
    compared: tuple[Comparison, ...]
    bound: Words
    waiting: tuple[Group, ...]
    further: tuple[Words, ...]
    changes: tuple[Words, ...]
    rule: Words
    better: str
    seek: str
    examples: bool
    map: Map | None


class PlanForm(ActForm):
    """A plan that was made just now, and the money it is accepted on."""

    template_name = "web/journeys/plan_form.html"

    source = SelectField(label=say("Atas dana yang mana?", "On which money?"), choices=())
    draft = forms.CharField(widget=forms.HiddenInput, required=False)

    def prepare(self, about: About) -> None:
        """This will offer the sources that pay journeys; a form that is only shown makes a plan, too."""
        found = funds.sources(about.code, moment(about.today))
        travel = [each for each in found if each.use == Use.TRAVEL.value]
        offer(self, "source", [(each.code, f"{each.name} ({rupiah_in_words(each.available).id})") for each in travel])
        self.proposal: Proposal | None = None
        self.refused: Words | None = None
        if not self.is_bound:
            self._plan(about)

    def _plan(self, about: About) -> None:
        longer = about.asked.get("lama") == "1"
        sought = about.asked.get("cari", "")
        try:
            problem = gathered(about.code, as_of=about.today)
            made = (
                searching.found(sought, problem, about.code, as_of=about.today)
                if sought
                else planned(
                    about.code,
                    problem,
                    as_of=about.today,
                    seconds=LONGER if longer else AT_ONCE,
                    progress=lambda *_: None,
                )
            )
        except Refusal as refusal:
            self.refused = refusal.words
            return
        if made.outcome.plan.trips:
            self.initial["draft"] = json.dumps(accepting(made))
        changes = _changes(made, moment(about.today))
        better = "" if longer or sought else f"{reverse('journey-plan', args=[about.code])}?lama=1"
        self.proposal = _proposal(made, changes=changes, better=better)

    def clean_draft(self) -> dict[str, Any]:
        """This will read the plan back; whatever came, the act holds it against the books once more."""
        try:
            found = json.loads(self.cleaned_data["draft"][:_MOST_SIGNS] or "null")
        except ValueError:
            found = None
        if not isinstance(found, dict):
            raise ValidationError(say("Susun dulu rencananya, lalu terima.", "Make a plan first, then accept it."))
        return {name: found[name] for name in ("cost", "trips", "escorts") if name in found}

    def said(self) -> dict[str, Any]:
        """This will draw the plan's number out of the form's own id, so that a form sent twice accepts once."""
        drawn = iter(bytes.fromhex(self.cleaned_data["ref"].replace("-", "")))
        number = refs.draw(PREFIX, lambda n: next(drawn) % n)
        return {"plan": number, "source": self.cleaned_data["source"], **self.cleaned_data["draft"]}


_TOLD: Final = Words(
    id="{home} dari {asked} dapat pulang dengan {cost}, dari {budget} yang dapat dipakai.",
    en="{home} of {asked} can go home for {cost}, out of {budget} that may be used.",
)
_BOUND: Final = Words(
    id="Paling banyak yang mungkin: {most}. Jarak ke batas terbukti: {gap} %.",
    en="The most that is possible: {most}. Distance to the proven bound: {gap} %.",
)
_UNPROVEN: Final = Words(
    id="Rencana ini dibuat seketika. Rencana yang lebih baik mungkin ada; carinya sekitar {seconds} detik.",
    en="This plan was made at once. There may be a better one; the search takes about {seconds} seconds.",
)
_FURTHER: Final = Words(id="Dengan {more} lagi: {people} lebih banyak.", en="With {more} more: {people} more.")


_CHANGE: Final = Words(id="{case}: semula {before}, menjadi {after}.", en="{case}: was told {before}, now {after}.")
_CHANGE_OF_ARRIVAL: Final = Words(
    id="{case}: berangkat seperti semula; tiba semula {before}, menjadi {after}.",
    en="{case}: leaves as she was told; was to arrive {before}, now {after}.",
)


def _changes(made: Planned, at: Moment) -> tuple[Words, ...]:
    """This will say, for everybody who was told another way before, what changes for her."""
    departures = {one.code: one for one in made.problem.departures}
    zones = {one.code: one.zone for one in made.problem.places}
    ways = {trip.case: [departures[code] for code in trip.departures] for trip in made.outcome.plan.trips}
    ids = {cases.find(case).id: case for case in ways}
    told = []
    for key, legs in journeys.last_told(ids, at).items():
        if not legs:
            continue
        first, last = ways[ids[key]][0], ways[ids[key]][-1]
        leaves = when(legs[0].departs, legs[0].leaves), _local(first.departs, zones[first.start])
        comes = when(legs[-1].arrives, legs[-1].comes), _local(last.arrives, zones[last.to])
        for words, (before, after) in ((_CHANGE, leaves), (_CHANGE_OF_ARRIVAL, comes)):
            if before != after:
                told.append(words.format(case=same(ids[key]), before=before, after=after))
                break  # whoever leaves at another hour is told that first; her card tells the rest
    return tuple(sorted(told, key=lambda one: one.id))


def _local(at: datetime, zone: str) -> Words:
    local = at.astimezone(ZoneInfo(zone))
    return when(local.date(), f"{local:%H:%M} {CLOCKS[zone]}")


def _proposal(made: Planned, *, better: str, changes: tuple[Words, ...]) -> Proposal:
    outcome = made.outcome
    grouped: dict[Any, list[str]] = {}
    for one in made.waits:
        grouped.setdefault(one.why, []).append(one.case)
    compared = [(Words(id="Satu per satu", en="One after the other"), outcome.greedy_home, outcome.greedy_cost)]
    if not better:
        compared.append((Words(id="Yang diusulkan", en="Proposed"), outcome.home, outcome.plan.cost))
    return Proposal(
        trips=len(outcome.plan.trips),
        told=_TOLD.format(
            home=people(outcome.home),
            asked=people(outcome.asked),
            cost=rupiah_in_words(outcome.plan.cost),
            budget=rupiah_in_words(made.problem.budget or 0),
        ),
        compared=tuple(
            Comparison(name=name, home=people(home), cost=rupiah_in_words(cost)) for name, home, cost in compared
        ),
        bound=_BOUND.format(most=people(outcome.home_bound), gap=f"{100 * outcome.gap:.1f}")
        if outcome.proven
        else _UNPROVEN.format(seconds=round(LONGER)),
        waiting=tuple(
            Group(count=len(cases), why=WORDS[why], cases=", ".join(sorted(cases))) for why, cases in grouped.items()
        ),
        further=tuple(
            _FURTHER.format(more=rupiah_in_words(one.more), people=people(one.people)) for one in _steps(made.further)
        ),
        changes=changes,
        rule=RULE,
        better=better,
        seek=reverse("plan-seek", args=[made.programme]) if better and jobs.worker_runs() else "",
        examples=made.examples,
        map=_map(made),
    )


def _map(made: Planned) -> Map | None:
    """This will draw the ways of the plan, each leg with how many people go by it."""
    places = {one.code: one for one in made.problem.places}
    legs = {one.code: one for one in made.problem.departures}
    seats = {one.case: one.seats for one in made.problem.travellers}
    counted: Counter[tuple[str, str, str]] = Counter()
    for trip in made.outcome.plan.trips:
        for code in trip.departures:
            counted[places[legs[code].start].name, places[legs[code].to].name, legs[code].mode] += seats[trip.case]
    return drawn(
        [Route(start, to, MODE_WORDS[Mode(mode)], n) for (start, to, mode), n in counted.items()],
        # A district without a place of its own stands at its province's; on the map that would be a wrong site.
        {one.name: (one.latitude, one.longitude) for code, one in places.items() if not code[:1].isdigit()},
    )


def _steps(further: Sequence[Further]) -> Sequence[Further]:
    """This will give the first step, two on the way, and the last: a list of all would be read by nobody."""
    return further if len(further) <= SHOWN else (further[0], further[4], further[9], further[-1])


def _all(about: About) -> str:
    return reverse("journeys", args=[about.code])


accept = act_view(
    Screen(
        verb="journeys.plan.accept",
        form=PlanForm,
        title=Words(id="Susun rencana", en="Make a plan"),
        leads=_all,
        template="web/journeys/plan.html",
        button=Words(id="Terima rencana ini", en="Accept this plan"),
        sentences=(
            Words(
                id="Belum ada yang berlaku. Bila diterima, setiap orang mendapat rencana, tiket dan jam datang, dan "
                "uangnya terikat.",
                en="Nothing counts yet. Once it is accepted, everybody gets an itinerary, a ticket and a time to come, "
                "and the money is tied.",
            ),
        ),
        done=lambda _about, receipt: Words(id="Rencana {number} diterima.", en="The plan {number} is accepted.").format(
            number=same(receipt.subject)
        ),
    )
)
