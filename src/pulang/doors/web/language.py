"""Which language a reader sees: the one chosen with the switch, otherwise Indonesian.

The browser's own list is not asked: office machines are often set up in English for people who do not read it.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from pulang.doors.web.context import ANYONE, needs
from pulang.doors.web.words import speaking
from pulang.kernel.words import LANGUAGES


class LanguageMiddleware:
    """Takes the place of Django's LocaleMiddleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """This will show the page in the language of the reader's cookie."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in LANGUAGES else LANGUAGES[0]
        request.LANGUAGE_CODE = language
        with translation.override(language), speaking(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ["Cookie"])
        return response


@needs(ANYONE)
@require_POST
def switch_language(request: HttpRequest) -> HttpResponse:
    """This will remember the language chosen and lead back to the same page."""
    return set_language(request)
