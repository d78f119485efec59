"""What surrounds every operation: answers for other methods, for other addresses, and for our own faults."""

import logging
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, Final

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt

from pulang.doors.api import problems

_LOG: Final = logging.getLogger(__name__)


def around(view: Callable[..., HttpResponse], right: str) -> Callable[..., HttpResponse]:
    """This will make sure that whatever happens in a view, its answer is one of ours and stays in no cache.

    `right` says who is let in at all: `token` or `anyone`; what an operation asks of a token stands on the operation.
    """

    @csrf_exempt  # there is no cookie a forged form could ride on
    @wraps(view)
    def inside(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        response = _answer(view, request, kwargs)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            response = problems.other_method(request, response.headers.get("Allow", ""))
        response["Cache-Control"] = "no-store"
        response.headers.setdefault("Content-Language", problems.language(request))
        patch_vary_headers(response, ["Accept-Language", "Authorization"])
        return response

    inside.right = right  # type: ignore[attr-defined]  # a test walks all addresses and asks for it
    return inside


def _answer(view: Callable[..., HttpResponse], request: HttpRequest, kwargs: dict[str, Any]) -> HttpResponse:
    try:
        return view(request, **kwargs)
    except (OperationalError, InterfaceError):
        _LOG.exception("the database did not answer %s %s", request.method, request.path)
        return problems.resting(request)
    except Exception:  # noqa: BLE001 - the last line: a program gets a problem to read, never a page
        _LOG.exception("%s %s broke", request.method, request.path)
        return problems.broken(request)


def nothing_here(request: HttpRequest, **_: Any) -> HttpResponse:
    """This will answer for every address under /api/ that is not one of ours."""
    return problems.refused(request, problems.not_here())
