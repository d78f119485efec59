"""What she is due, as a paper she can take along from her own page."""

from django.http import Http404, HttpRequest, HttpResponse

from pulang.areas.cases import queries as cases
from pulang.areas.programmes import queries as programmes
from pulang.doors.web.cases.taking import given
from pulang.doors.web.hers.entry import Holder, hers
from pulang.flows import looking as looks
from pulang.flows import standing
from pulang.flows.entitlement import entitlement
from pulang.kernel.words import LANGUAGES
from pulang.storage import clock


@hers
def sheet(request: HttpRequest, holder: Holder, lang: str) -> HttpResponse:
    """This will give her own sheet in the language asked for; it names neither her nor the programme."""
    if lang not in LANGUAGES:
        raise Http404
    with standing.looking(holder.actor, day=clock.today()):
        case = cases.find(holder.number)
        looks.note(action="own.read", case=case, fields=("entitlement",))
        found = entitlement(holder.number, as_of=clock.today(programmes.programme(case.programme).time_zone))
    return given(found, lang)
