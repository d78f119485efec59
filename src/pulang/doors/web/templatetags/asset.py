"""`{% load asset %}{% asset "tampilan.css" %}`: the address of a built file, whose name changes with its content."""

import json
from functools import cache
from pathlib import Path

from django.template import Context, Library, Node
from django.template.base import Parser, Token
from django.templatetags.static import static
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

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


class AssetNode(Node):
    """The address of one built file."""

    def __init__(self, name: str) -> None:
        self.name = name

    def render(self, _: Context) -> SafeString:
        """This will give the address of a file that scripts/assets.py built."""
        return conditional_escape(static(f"built/{_names()[self.name]}"))


@register.tag("asset")
def asset(_: Parser, token: Token) -> AssetNode:
    """`{% asset "tampilan.css" %}`: always a name that is written out."""
    _tag, name = token.split_contents()
    return AssetNode(name.strip('"'))
