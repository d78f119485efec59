"""Pages for when something cannot be shown: the same one for hidden and for absent, so that nobody learns which."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils.cache import add_never_cache_headers

from pulang.doors.web.pages import Frame, Page
from pulang.kernel.words import Words


def _page(request: HttpRequest, template: str, status: HTTPStatus, title: Words) -> HttpResponse:
    """This will show an error without asking the database, the session or who is signed in."""
    body = loader.get_template(template).render({"page": Page(title=title), "frame": Frame(path=request.path)})
    response = HttpResponse(body, status=status)
    add_never_cache_headers(response)
    return response


def not_here(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """This will answer both "there is none" and "not for you" with one page and one status."""
    title = Words(id="Halaman ini tidak ada, atau bukan untuk Anda", en="This page does not exist, or is not for you")
    return _page(request, "web/errors/not_here.html", HTTPStatus.NOT_FOUND, title)


def not_understood(
    request: HttpRequest, exception: Exception | None = None, *, status: HTTPStatus = HTTPStatus.BAD_REQUEST
) -> HttpResponse:
    """This will answer a request that no browser of ours would send."""
    title = Words(id="Permintaan ini tidak dapat dibaca", en="This request cannot be read")
    return _page(request, "web/errors/not_understood.html", status, title)


def file_too_large(request: HttpRequest) -> HttpResponse:
    """This will answer a file far larger than any form takes, before it is read."""
    title = Words(id="Berkas ini terlalu besar", en="This file is too large")
    return _page(request, "web/errors/file_too_large.html", HTTPStatus.REQUEST_ENTITY_TOO_LARGE, title)


def broken(request: HttpRequest) -> HttpResponse:
    """This will answer when we failed: nothing was changed."""
    title = Words(id="Maaf, ada gangguan di pihak kami", en="Sorry, something went wrong on our side")
    return _page(request, "web/errors/broken.html", HTTPStatus.INTERNAL_SERVER_ERROR, title)


def resting(request: HttpRequest) -> HttpResponse:
    """This will answer while the service is being looked after."""
    title = Words(id="Layanan sedang dirawat", en="The service is being looked after")
    response = _page(request, "web/errors/resting.html", HTTPStatus.SERVICE_UNAVAILABLE, title)
    response["Retry-After"] = "300"
    return response


def too_fast(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """This will ask for patience after too many tries."""
    title = Words(id="Terlalu banyak percobaan", en="Too many tries")
    response = _page(request, "web/errors/too_fast.html", HTTPStatus.TOO_MANY_REQUESTS, title)
    response["Retry-After"] = "60"
    return response


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """This will answer a form sent from a page that was open too long (settings.CSRF_FAILURE_VIEW)."""
    title = Words(id="Halaman ini sudah terlalu lama terbuka", en="This page was open for too long")
    return _page(request, "web/errors/form_expired.html", HTTPStatus.FORBIDDEN, title)
