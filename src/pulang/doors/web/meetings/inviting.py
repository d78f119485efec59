"""The invitation to a meeting: as a letter, and as a file for a calendar; both worded for whoever else may see them."""

from datetime import date
from hashlib import sha256

from django.http import Http404, HttpRequest, HttpResponse

from pulang.areas.accounts import queries as accounts
from pulang.areas.coordination import queries as coordination
from pulang.areas.coordination.facts import MeetingFacts
from pulang.areas.coordination.rules import ItemEvent, MeetingEvent
from pulang.doors.web import calendars
from pulang.doors.web.context import here, needs, programme_here
from pulang.doors.web.meetings import papers
from pulang.doors.web.pages import private
from pulang.doors.web.words import told
from pulang.kernel.days import in_words
from pulang.kernel.moments import moment
from pulang.kernel.words import Words

_TITLE = Words(id="Rapat koordinasi", en="Coordination meeting")
_TEXT = Words(id="Bahan rapat ada di layanan.", en="The papers are in the service.")


@needs("programme")
def letter(request: HttpRequest, code: str, planned: str) -> HttpResponse:
    """This will give the letter that invites to a meeting which has a day."""
    found = _planned(request, code, planned)
    assert found.planned_for is not None, "a planned meeting has a day (`planned_meeting_has_a_day`)"
    names = {agency.code: agency.name for agency in accounts.agencies()}
    items = coordination.agenda(code, moment(here(request).today))
    made = papers.invitation(
        on=in_words(found.planned_for),
        to=[names[agency] for agency in found.invited],
        points=[one.question for one in items if one.meeting == planned and one.event == ItemEvent.PUT.value],
        sender=names[programme_here(request).lead],
        written_on=here(request).today,
    )
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="undangan.pdf"'
    return private(response)


@needs("programme")
def calendar(request: HttpRequest, code: str, planned: str) -> HttpResponse:
    """This will give the day of a meeting as a file that any calendar reads; a cancelled one takes it out again."""
    found = _planned(request, code, planned)
    assert found.planned_for is not None, "a planned meeting has a day (`planned_meeting_has_a_day`)"
    made = calendars.written([_event(code, found, found.planned_for)])
    response = HttpResponse(made, content_type="text/calendar")
    response["Content-Disposition"] = 'attachment; filename="undangan.ics"'
    return private(response)


def _planned(request: HttpRequest, code: str, meeting: str) -> MeetingFacts:
    """This will give a meeting that has a day and was not held yet; there is no invitation to any other."""
    known = coordination.meetings(code, moment(here(request).today))
    found = next((one for one in known if one.code == meeting), None)
    if found is None or found.planned_for is None or found.event != MeetingEvent.PLANNED.value:
        raise Http404
    return found


def _event(code: str, found: MeetingFacts, day: date) -> calendars.Event:
    # The name of the event in other people's calendars tells neither programme nor place.
    return calendars.Event(
        name=sha256(f"{code}/{found.code}".encode()).hexdigest()[:24], day=day, title=told(_TITLE), text=told(_TEXT)
    )
