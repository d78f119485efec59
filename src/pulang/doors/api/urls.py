"""Addresses of the API; the OpenAPI document stands at /api/v1/openapi.json, for callers with a token."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path, re_path
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, ValidationError

from pulang import __version__
from pulang.doors.api import acts, cases, edge, problems, programmes, tokens
from pulang.kernel.refusals import Refusal


class Api(NinjaAPI):
    """The API with its document as it is: refusals are problem+json, and every operation says what it asks for."""

    def get_openapi_schema(self, **kwargs: Any) -> Any:
        """This will give the OpenAPI document."""
        document = super().get_openapi_schema(**kwargs)
        for operations in document["paths"].values():
            for operation in operations.values():
                for status, answer in operation["responses"].items():
                    if status >= HTTPStatus.BAD_REQUEST:
                        answer["content"] = {problems.MEDIA_TYPE: answer["content"].pop("application/json")}
        return document


api = Api(
    title="Pulang",
    version=__version__,
    description=(
        "Programmes of assisted return: what every return waits for, who holds it, and what can be done now. "
        "No answer holds an identity. Every refusal is a problem document (RFC 9457) in the language of "
        "Accept-Language, Indonesian unless English is asked for."
    ),
    docs_url=None,  # a page of documentation would load other people's scripts; the document itself is enough
    auth=tokens.Token(),
    urls_namespace="api",
)
api.add_router("/programmes", programmes.router)
api.add_router("", cases.router)
api.add_router("/acts", acts.router)


@api.exception_handler(Refusal)
def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    return problems.refused(request, refusal)


@api.exception_handler(ValidationError)
def _misread(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return problems.misread(request, error)


@api.exception_handler(AuthenticationError)
def _unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return problems.unknown_token(request)


def _around(each: URLPattern) -> URLPattern:
    view, right = each.callback, "token"
    if each.name == "openapi-json":
        view = tokens.asked(view)  # what the service is for, nobody outside learns
    elif each.name == "api-root":
        view, right = edge.nothing_here, "anyone"
    return URLPattern(each.pattern, edge.around(view, right), each.default_args, each.name)


_found, _app, _space = api.urls
_here: list[URLPattern | URLResolver] = [_around(each) for each in _found if isinstance(each, URLPattern)]
_here.append(re_path(r"", edge.around(edge.nothing_here, "anyone"), name="nothing-here"))

urlpatterns = [path("api/v1/", include((_here, _app), namespace=_space))]
