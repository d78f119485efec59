"""Folds what a template always says into one piece for each language, once, when the template is read.

A page is a hundred sentences, addresses and bits of HTML that stand between its values. Django asks each of them anew
whenever the page is shown; here they are put together the first time. What an included template says belongs to them,
the blocks of a template are looked for once, and a value is taken from where our pages have it.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.template import Context, Node, NodeList, Template
from django.template.base import FilterExpression, TextNode, Variable
from django.template.defaulttags import CommentNode, IfNode, LoadNode, URLNode
from django.template.loaders import base, cached
from django.template.smartif import TokenBase
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


class Place(Variable):
    """Where a value stands, such as `page.visit.says`.

    Django tries each step as an item first, and takes an error of its own for the answer where there are none.
    """

    def resolve(self, context: Any) -> Any:
        """This will give what stands there, or leave it to Django where that is no plain attribute."""
        first, *steps = self.lookups or ()
        try:
            found = context[first]
            for step in steps:
                if hasattr(type(found), "__getitem__"):
                    return super().resolve(context)
                found = getattr(found, step)
        except (KeyError, AttributeError):
            return super().resolve(context)
        return super().resolve(context) if callable(found) else found


class FoldedList(NodeList):
    """The nodes of a whole template; which blocks are among them is asked whenever another one extends it."""

    def __init__(self, nodes: NodeList) -> None:
        super().__init__(nodes)
        self._found: dict[type[Node], list[Node]] = {}

    def get_nodes_by_type(self, nodetype: type[Node]) -> list[Node]:
        """This will give all nodes of a kind, looked for once."""
        found = self._found.get(nodetype)
        if found is None:
            found = self._found[nodetype] = super().get_nodes_by_type(nodetype)
        return found


def fold(nodes: NodeList) -> None:
    """This will put together, here and within every block and condition, the nodes that always say the same."""
    for node in nodes:
        for within in _lists(node):
            fold(within)
        for said in _expressions(tuple(vars(node).values())):
            if type(said.var) is Variable and len(said.var.lookups or ()) > 1:
                said.var = Place(said.var.var)
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
        written = all(isinstance(said.var, str) and not said.filters for said in node.args)
        return written and not (node.kwargs or node.asvar) and _name(node) is not None
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
        return conditional_escape(reverse(_name(node), args=[said.var for said in node.args]))
    return node.render(context)


def _lists(node: Node) -> Iterator[NodeList]:
    if isinstance(node, IfNode):  # which gives but a copy of what it holds under the name all others have
        yield from (within for _, within in node.conditions_nodelists)
        return
    for name in node.child_nodelists:
        found: Any = getattr(node, name, None)
        if isinstance(found, NodeList):
            yield found


def _expressions(part: object) -> Iterator[FilterExpression]:
    """This will give what a part of a node reads, but not what the nodes within it do."""
    if isinstance(part, FilterExpression):
        yield part
    elif isinstance(part, TokenBase):  # a condition, or one that joins two
        yield from _expressions(tuple(vars(part).values()))
    elif isinstance(part, (tuple, list)) and not isinstance(part, NodeList):
        for each in part:
            yield from _expressions(each)


class _Folding(base.Loader):
    """Reads a template and folds it."""

    def get_template(self, template_name: str, skip: Any = None) -> Template:
        """This will give a template that is read for the first time."""
        template = super().get_template(template_name, skip)
        fold(template.nodelist)
        template.nodelist = FoldedList(template.nodelist)
        return template


class Loader(cached.Loader, _Folding):
    """Keeps every template it read, folded."""
