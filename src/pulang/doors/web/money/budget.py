"""Shows what everybody's way home costs against the money there is; other fares can be tried, nothing is stored."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from pulang.areas.funds import queries as funds
from pulang.areas.funds.assessment import Scenario as Reckoned
from pulang.areas.funds.assessment import said
from pulang.doors.web import addresses, parts
from pulang.doors.web.context import needs, programme_here
from pulang.doors.web.pages import Link, Page, asked_day, render
from pulang.flows.budgeting import RISE, RISE_MOST, budget
from pulang.kernel.moments import moment
from pulang.kernel.words import Words, same

_FARE_MOST = 10**9


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """One province's people at one fare."""

    origin: Words
    people: int
    fare: int
    need: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One answer: its sentence, its bar and its rows."""

    title: Words
    says: Words
    short: bool
    bar: parts.MoneyBar
    costs: tuple[Cost, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetPage(Page):
    """The scenarios, and the fare and the rise they were asked with."""

    fare: str
    rise: str
    day: str
    wrong: bool
    scenarios: tuple[Scenario, ...]


_TODAY = Words(id="Dengan harga ini", en="At this fare")
_RAISED = Words(id="Bila harga tiket naik {rise} %", en="If fares rise by {rise} %")
_AGAINST = Words(id="Dana terhadap kebutuhannya", en="The money against what is needed")
_NOT_KNOWN = Words(id="Daerah asal belum diketahui", en="Origin not known yet")


@needs("money")
def scenarios(request: HttpRequest, code: str) -> HttpResponse:
    """This will show the scenarios as of the day asked for; a fare that cannot be meant is said to be wrong."""
    about, day = programme_here(request), asked_day(request)
    estimated = funds.fare(code, moment(day, zone=about.time_zone))
    typed = request.GET.get("harga", "").replace(".", "").strip() or (str(estimated.amount) if estimated else "")
    rise = request.GET.get("naik", "").strip() or str(RISE)
    fine = _whole(typed, _FARE_MOST) and int(typed) > 0 and _whole(rise, RISE_MOST)
    found = budget(code, as_of=day, fare=int(typed), rise=int(rise)) if fine else None
    page = BudgetPage(
        title=Words(id="Skenario anggaran – {name}", en="Budget scenarios – {name}").format(name=about.name),
        back=Link(words=Words(id="Dana", en="Money"), url=addresses.about("money", code)),
        fare=typed[:12],
        rise=rise[:4],
        day=day.isoformat(),
        wrong=bool(typed) and not fine,
        scenarios=tuple(_scenario(one, found.names) for one in found.scenarios) if found else (),
    )
    return render(request, "web/money/budget.html", page)


def _whole(text: str, most: int) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= len(str(most)) and int(text) <= most


def _scenario(one: Reckoned, names: Mapping[str, str]) -> Scenario:
    title = _RAISED.format(rise=one.rise) if one.rise else _TODAY
    return Scenario(
        title=title,
        says=said(one),
        short=one.shortfall > 0,
        bar=parts.money_bar(title=_AGAINST, ceiling=one.money, committed=0, spent=0, needed=one.need),
        costs=tuple(
            Cost(
                origin=same(names[cost.code]) if cost.code in names else _NOT_KNOWN,
                people=cost.people,
                fare=cost.fare,
                need=cost.need,
            )
            for cost in one.costs
        ),
    )
