"""Two pages with nothing on them, for `pulang bench pages` to hold the others against; not served otherwise."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from pulang.doors.web.context import ANYONE, needs


@needs(ANYONE)
def empty(request: HttpRequest) -> HttpResponse:
    """This will answer with nothing, through every middleware."""
    return HttpResponse("")


@needs("programme")
def empty_signed_in(request: HttpRequest) -> HttpResponse:
    """This will answer somebody signed in with nothing, after the right was checked and a context opened."""
    return HttpResponse("")


urlpatterns = [path("kosong/", empty), path("kosong/masuk/", empty_signed_in)]
