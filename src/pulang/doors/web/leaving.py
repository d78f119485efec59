"""Leaving at once: one link, without a question, to a page that anybody may have been reading."""

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from pulang.doors.web.context import ANYONE, needs
from pulang.doors.web.gate import CLEARED_ON_LEAVING


@needs(ANYONE)
def leave(request: HttpRequest) -> HttpResponse:
    """This will lead away, end the session and let the browser forget what it kept of us.

    Followed from a page of somebody else, it only leads away: nobody else may sign a person out.
    """
    if request.headers.get("Sec-Fetch-Site", "same-origin") in {"same-origin", "none"}:
        logout(request)
    response = HttpResponseRedirect(settings.PULANG_LEAVE_TO)
    response["Clear-Site-Data"] = CLEARED_ON_LEAVING
    response["Referrer-Policy"] = "no-referrer"
    return response
