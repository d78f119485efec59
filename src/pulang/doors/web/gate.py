"""What stands around every answer and before every request: headers, and what no browser of ours would send.

The outermost layer, so that an error page and a file are held to the same rules as a page of a case.
"""

from collections.abc import Callable
from http import HTTPStatus
from io import BytesIO
from typing import Any, Final, NoReturn

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse

from pulang.doors.web import errors

METHODS: Final = ("GET", "HEAD", "POST", "OPTIONS")
FORMS: Final = ("application/x-www-form-urlencoded", "multipart/form-data")  # the second may carry a file
MACHINES: Final = "/api/"

# What a browser may do with our pages; passkeys are the only device feature we ask for.
_FEATURES: Final = (
    "accelerometer autoplay bluetooth browsing-topics camera display-capture encrypted-media fullscreen geolocation "
    "gyroscope hid idle-detection local-fonts magnetometer microphone midi payment picture-in-picture "
    "screen-wake-lock serial usb web-share xr-spatial-tracking"
)
_ALWAYS: Final = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": ", ".join(
        [f"{name}=()" for name in _FEATURES.split()]
        + [f"publickey-credentials-{verb}=(self)" for verb in ("create", "get")]
    ),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Permitted-Cross-Domain-Policies": "none",
    "X-Robots-Tag": "noindex, nofollow, noarchive, nosnippet",
    "Cache-Control": "no-store",
}
# Whatever is not a page is never shown as one, even when somebody opens it by itself.
_NO_PAGE: Final = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
TAKES_FILE: Final = "takes_file"  # on a view: the bytes of the one file its form takes
FROM_ANYBODY: Final = "from_anybody"  # on such a view: no account is asked for, and tries are counted
_DRAINED_MOST: Final = 2**26  # so much of a file that is too large is read and thrown away, to answer beside the field
CLEARED_ON_SIGN_OUT: Final = '"cache", "storage"'
CLEARED_ON_LEAVING: Final = '"cache", "cookies", "storage"'


class GateMiddleware:
    """Puts every header on every answer, and turns away methods, bodies and files that are not ours."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """This will answer with all headers; what a view has set for itself stays."""
        response = _refusal(request) or self.get_response(request)
        for name, value in _ALWAYS.items():
            response.headers.setdefault(name, value)
        if not response.headers.get("Content-Type", "").startswith("text/html"):
            response["Content-Security-Policy"] = _NO_PAGE
        if _ended(response):
            response.headers.setdefault("Clear-Site-Data", CLEARED_ON_SIGN_OUT)
        return response

    def process_view(self, request: HttpRequest, view: Callable[..., HttpResponse], *_: Any) -> HttpResponse | None:
        """This will let a form that takes a file have one; it is asked before anything reads what was sent."""
        if request.method != "POST" or request.path.startswith(MACHINES):
            return None
        most: int = getattr(view, TAKES_FILE, 0)
        if most:
            # Whoever is not signed in is led to the sign-in page, and nothing of the file is kept meanwhile.
            anybody: bool = getattr(view, FROM_ANYBODY, False)
            request.upload_handlers = [OneFile(most if anybody or request.user.is_authenticated else 0)]
            return (
                None
                if _announced(request) <= (2 * most if anybody else _DRAINED_MOST)
                else errors.file_too_large(request)
            )
        if _announced(request) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            return _bare(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return None


def _refusal(request: HttpRequest) -> HttpResponse | None:
    """This will turn away what is too large, of another kind, or not over HTTPS; machines have answers of their own."""
    if request.path.startswith(MACHINES):
        # A program that sends its token in clear learns it at once instead of being led on; the API answers the rest.
        return _bare(HTTPStatus.FORBIDDEN) if settings.HTTPS and not request.is_secure() else None
    if request.method not in METHODS:
        return _bare(HTTPStatus.METHOD_NOT_ALLOWED, Allow=", ".join(METHODS))
    if request.method == "POST":
        if request.content_type != FORMS[1] and _announced(request) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            return _bare(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        if (request.content_type or "") not in FORMS:
            return errors.not_understood(request, status=HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    return None


def _announced(request: HttpRequest) -> int:
    said = request.headers.get("Content-Length", "") or "0"
    return int(said) if said.isascii() and said.isdigit() and len(said) <= 20 else 2**63  # noqa: PLR2004 - an honest length is short


def _bare(status: HTTPStatus, **headers: str) -> HttpResponse:
    return HttpResponse(status=status, headers=headers, content_type="text/plain; charset=utf-8")


def _ended(response: HttpResponse) -> bool:
    cookie = response.cookies.get(settings.SESSION_COOKIE_NAME)
    return cookie is not None and cookie["max-age"] == 0


class NoFiles(FileUploadHandler):
    """A form that takes no file: a request that carries one is refused before a byte of it is kept."""

    def new_file(self, *args: Any, **kwargs: Any) -> NoReturn:
        """This will refuse, whatever the file is called or claims to be."""
        raise SuspiciousOperation("a file was sent to a form that takes none")

    def receive_data_chunk(self, *_: Any) -> None:
        """This will keep nothing; it is never asked, because `new_file` stops the request."""

    def file_complete(self, *_: Any) -> None:
        """This will give nothing; it is never asked either."""


class OneFile(FileUploadHandler):
    """The one file a form takes, in memory and nowhere else; what is too large is counted and thrown away."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most, self._files, self._kept, self._size = most, 0, BytesIO(), 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """This will begin a file; a second one is none of ours."""
        super().new_file(*args, **kwargs)
        self._files += 1
        if self._files > 1:
            raise SuspiciousOperation("several files were sent to a form that takes one")

    def receive_data_chunk(self, raw_data: bytes, *_: Any) -> None:
        """This will keep a piece while the file is small enough."""
        self._size += len(raw_data)
        if self._size > self._most:
            self._kept = BytesIO()
        else:
            self._kept.write(raw_data)

    def file_complete(self, file_size: int) -> SimpleUploadedFile | None:
        """This will give the file; of one that was too large only its size."""
        if not self._most:
            return None
        file = SimpleUploadedFile(self.file_name or "", self._kept.getvalue(), self.content_type or "")
        file.size = self._size
        return file
