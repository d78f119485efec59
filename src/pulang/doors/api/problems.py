"""Every "no" of the API is one shape, application/problem+json (RFC 9457), made here and nowhere else."""

import json
from http import HTTPStatus
from typing import Any, Final, cast

from django.http import HttpRequest, HttpResponse
from django.utils.translation.trans_real import parse_accept_lang_header
from ninja.errors import ValidationError
from pydantic_core import ErrorDetails

from pulang.flows.fields import FieldProblems, problem
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import LANGUAGES, Words

MEDIA_TYPE: Final = "application/problem+json"

TITLES: Final = {
    HTTPStatus.BAD_REQUEST: Words(id="Permintaan tidak terbaca", en="The request cannot be read"),
    HTTPStatus.UNAUTHORIZED: Words(id="Token diperlukan", en="A token is needed"),
    HTTPStatus.FORBIDDEN: Words(id="Tidak berwenang", en="Not allowed"),
    HTTPStatus.NOT_FOUND: Words(id="Tidak ada di sini", en="Not here"),
    HTTPStatus.METHOD_NOT_ALLOWED: Words(id="Cara ini tidak dipakai di sini", en="This method is not used here"),
    HTTPStatus.CONFLICT: Words(id="Berbenturan", en="In conflict"),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: Words(id="Terlalu besar", en="Too large"),
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: Words(id="Bukan JSON", en="Not JSON"),
    HTTPStatus.UNPROCESSABLE_ENTITY: Words(id="Tidak dapat dilakukan", en="Cannot be done"),
    HTTPStatus.TOO_MANY_REQUESTS: Words(id="Terlalu banyak percobaan", en="Too many tries"),
    HTTPStatus.INTERNAL_SERVER_ERROR: Words(id="Gangguan di pihak kami", en="Something went wrong on our side"),
    HTTPStatus.SERVICE_UNAVAILABLE: Words(id="Layanan sedang sibuk", en="The service is busy"),
}

NOT_HERE: Final = Words(
    id="Yang diminta tidak ada, atau bukan untuk Anda.", en="What was asked for does not exist, or is not for you."
)
_NO_TOKEN: Final = Words(
    id="Kirim token yang masih berlaku: Authorization: Bearer plg_…",
    en="Send a token that is still valid: Authorization: Bearer plg_…",
)
_OTHER_METHOD: Final = Words(id="Pakai {methods}.", en="Use {methods}.")
_BROKEN: Final = Words(
    id="Tidak ada yang diubah. Coba lagi nanti; kami sudah mencatatnya.",
    en="Nothing was changed. Try again later; we have made a note of it.",
)
_BUSY: Final = Words(id="Coba lagi sebentar lagi.", en="Try again in a moment.")

# What a refusal means in HTTP; whatever is not here was understood and cannot be done: 422.
STATUSES: Final = {
    "not-here": HTTPStatus.NOT_FOUND,
    "case-not-there-yet": HTTPStatus.NOT_FOUND,
    "not-allowed": HTTPStatus.FORBIDDEN,
    "token-scope": HTTPStatus.FORBIDDEN,
    "not-through-this-door": HTTPStatus.FORBIDDEN,
    "id-used-for-something-else": HTTPStatus.CONFLICT,
    "busy": HTTPStatus.CONFLICT,
    "too-many-tries": HTTPStatus.TOO_MANY_REQUESTS,
    "body-too-large": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "body-not-json-type": HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    "body-not-readable": HTTPStatus.BAD_REQUEST,
    "body-has-name-twice": HTTPStatus.BAD_REQUEST,
    "body-not-a-number": HTTPStatus.BAD_REQUEST,
}
_RETRY_AFTER: Final = {"busy": "1", "too-many-tries": "300"}
# A read says no more than "not here", so that nobody learns from the answer what exists.
_HIDDEN: Final = ("unknown-", "number-")


def language(request: HttpRequest) -> str:
    """This will give the language asked for with Accept-Language, Indonesian unless English comes first."""
    for asked, _ in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        base = asked.partition("-")[0]
        if base in LANGUAGES:
            return base
    return LANGUAGES[0]


def not_here() -> Refusal:
    """This will give the one answer to both "there is none" and "not for you"."""
    return Refusal("not-here", NOT_HERE)


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """This will turn any refusal into its answer."""
    if request.method == "GET" and refusal.code.startswith(_HIDDEN):
        refusal = not_here()
    status = STATUSES.get(refusal.code, HTTPStatus.UNPROCESSABLE_ENTITY)
    response = _response(request, status, refusal.code, refusal.words, _told(refusal, language(request)))
    if refusal.code in _RETRY_AFTER:
        response["Retry-After"] = _RETRY_AFTER[refusal.code]
    return response


def misread(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """This will answer parameters that are wrong, all of them at once; a wrong address is simply not here."""
    if any(each["loc"][0] == "path" for each in error.errors):
        return refused(request, not_here())
    found = ({**each, "loc": each["loc"][1:]} for each in error.errors)  # without "query" or "header"
    return refused(request, FieldProblems(tuple(problem(cast("ErrorDetails", each)) for each in found)))


def unknown_token(request: HttpRequest) -> HttpResponse:
    """This will answer a request without a living token, saying how one is sent."""
    response = _response(request, HTTPStatus.UNAUTHORIZED, "token-needed", _NO_TOKEN)
    response["WWW-Authenticate"] = 'Bearer realm="layanan"'
    return response


def other_method(request: HttpRequest, allowed: str) -> HttpResponse:
    """This will answer a method the address does not know."""
    response = _response(
        request, HTTPStatus.METHOD_NOT_ALLOWED, "other-method", _OTHER_METHOD.format(methods=allowed or "GET")
    )
    response["Allow"] = allowed
    return response


def broken(request: HttpRequest) -> HttpResponse:
    """This will answer when we failed."""
    return _response(request, HTTPStatus.INTERNAL_SERVER_ERROR, "broken", _BROKEN)


def resting(request: HttpRequest) -> HttpResponse:
    """This will answer while the database cannot."""
    response = _response(request, HTTPStatus.SERVICE_UNAVAILABLE, "resting", _BUSY)
    response["Retry-After"] = "5"
    return response


def _response(
    request: HttpRequest, status: HTTPStatus, code: str, detail: Words, told: list[dict[str, str]] | None = None
) -> HttpResponse:
    lang = language(request)
    content: dict[str, Any] = {
        "type": f"urn:layanan:problem:{code}",
        "title": TITLES[status].text(lang),
        "status": status.value,
        "detail": detail.text(lang),
        "code": code,
        "problems": told or [],
    }
    response = HttpResponse(json.dumps(content, ensure_ascii=False), status=status, content_type=MEDIA_TYPE)
    response["Content-Language"] = lang
    return response


def _told(refusal: Refusal, lang: str) -> list[dict[str, str]]:
    if isinstance(refusal, FieldProblems):
        return [
            {"field": each.field or "", "code": each.code, "detail": each.says.text(lang)} for each in refusal.problems
        ]
    if refusal.field:
        return [{"field": refusal.field, "code": refusal.code, "detail": refusal.words.text(lang)}]
    return []
