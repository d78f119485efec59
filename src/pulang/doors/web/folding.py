"""Folds what a template always says into one piece for each language, once, when the template is read.

A page is a hundred sentences, addresses and bits of HTML that stand between its values. Django asks each of them anew
whenever the page is shown; here they are put together the first time.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.template import Context, Node, NodeList, Template
from django.template.base import TextNode
from django.template.defaulttags import CommentNode, IfNode, LoadNode, URLNode
from django.template.loaders import base, cached
from django.urls import reverse
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from pulang.doors.web.templatetags.asset import AssetNode
from pulang.doors.web.templatetags.say import SayNode
from pulang.doors.web.words import language

_SILENT = (CommentNode, LoadNode)


class FoldedNode(Node):
    """Several nodes that say the same whenever they are shown, but for the language."""

    def __init__(self, nodes: list[Node]) -> None:
        self.nodes = nodes
        self.said: dict[str, SafeString] = {}

    def render(self, context: Context) -> SafeString:
        """This will give all of it in the language of the page."""
        spoken = language()
        said = self.said.get(spoken)
        if said is None:
            # Only now: an address is known to Django once all addresses are, and some belong to a demo alone.
            text = "".join(_text(node, spoken, context) for node in self.nodes)
            said = self.said[spoken] = mark_safe(text)  # noqa: S308 - HTML of the template, or escaped
        return said

    def render_annotated(self, context: Context) -> SafeString:
        """This will do the same: there is no value in it that could fail."""
        return self.render(context)


def fold(nodes: NodeList) -> None:
    """This will put together, here and within every block and condition, the nodes that always say the same."""
    for node in nodes:
        for within in _lists(node):
            fold(within)
    nodes[:] = [each for always, run in groupby(nodes, _always) for each in (_one(list(run)) if always else run)]


def _one(run: list[Node]) -> list[Node]:
    """This will give one node for several; text that stands alone stays text, as what may stand before `extends`."""
    if all(isinstance(node, (TextNode, *_SILENT)) for node in run):
        return run
    return [FoldedNode(run)]


def _always(node: Node) -> bool:
    if isinstance(node, SayNode):
        return not node.values and not node.target
    if isinstance(node, URLNode):
        return not (node.args or node.kwargs or node.asvar) and _name(node) is not None
    return isinstance(node, (TextNode, AssetNode, *_SILENT))


def _name(node: URLNode) -> str | None:
    """This will give the name of an address that is written out, and of none that depends on where one is."""
    said = node.view_name
    name = said.var if isinstance(said.var, str) and not said.filters else None
    return name if name and ":" not in name else None


def _text(node: Node, spoken: str, context: Context) -> str:
    if isinstance(node, TextNode):
        return node.s
    if isinstance(node, SayNode):
        return node.pair.text(spoken)
    if isinstance(node, URLNode):
        return conditional_escape(reverse(_name(node)))
    return node.render(context)


def _lists(node: Node) -> Iterator[NodeList]:
    if isinstance(node, IfNode):  # which gives but a copy of what it holds under the name all others have
        yield from (within for _, within in node.conditions_nodelists)
        return
    for name in node.child_nodelists:
        found: Any = getattr(node, name, None)
        if isinstance(found, NodeList):
            yield found


class _Folding(base.Loader):
    """Reads a template and folds it."""

    def get_template(self, template_name: str, skip: Any = None) -> Template:
        """This will give a template that is read for the first time."""
        template = super().get_template(template_name, skip)
        fold(template.nodelist)
        return template


class Loader(cached.Loader, _Folding):
    """Keeps every template it read, folded."""
