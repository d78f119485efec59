"""The session of a request, and what happens to a request whose session was ended while it was under way."""

from django.conf import settings
from django.contrib.sessions import middleware
from django.contrib.sessions.exceptions import SessionInterrupted
from django.http import HttpRequest, HttpResponse

from pulang.doors.web.context import signing_in_first


class SessionMiddleware(middleware.SessionMiddleware):
    """Takes the place of Django's, which answers such a request with an error nobody understands."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """This will lead somebody whose session was ended to the sign-in page."""
        try:
            return super().process_response(request, response)
        except SessionInterrupted:
            answer = signing_in_first(request)
            answer.delete_cookie(settings.SESSION_COOKIE_NAME, samesite="Lax")
            return answer
