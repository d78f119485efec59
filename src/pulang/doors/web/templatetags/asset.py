"""`{% load asset %}{% asset "tampilan.css" %}`: the address of a built file, whose name changes with its content."""

import json
from functools import cache
from pathlib import Path

from django.template import Library
from django.templatetags.static import static

from pulang.doors.web import pages

register = Library()

BUILT = Path(pages.__file__).parent / "static" / "built"


@cache
def _names() -> dict[str, str]:
    file = BUILT / "names.json"
    if not file.exists():
        message = f"The browser assets are not built ({file} is missing): run `make setup`."
        raise RuntimeError(message)
    names: dict[str, str] = json.loads(file.read_text("utf-8"))
    return names


@register.simple_tag
def asset(name: str) -> str:
    """This will give the address of a file that scripts/assets.py built."""
    return static(f"built/{_names()[name]}")
