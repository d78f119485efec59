"""`{% load say %}`: sentences in both languages, side by side in the template, and values as people write them."""

from collections.abc import Callable, Mapping
from datetime import date
from html import escape
from typing import Any

from django.template import Context, Library, Node, TemplateSyntaxError
from django.template.base import FilterExpression, Parser, Token, token_kwargs
from django.utils.html import conditional_escape
from django.utils.safestring import SafeData, SafeString, mark_safe

from pulang.doors.web import words as spoken
from pulang.kernel.words import Words

register = Library()


def _escaped(text: str) -> SafeString:
    """This will do what `conditional_escape` does, which asks of each text three times whether it is still to come."""
    return text if isinstance(text, SafeString) else SafeString(escape(text))


def shown(value: object) -> SafeString:
    """This will write any value as people do: numbers grouped, days in words, words in the page's language."""
    if isinstance(value, bool):
        return conditional_escape(str(value))
    if isinstance(value, int):
        return conditional_escape(spoken.number(value))
    if isinstance(value, date):
        return conditional_escape(spoken.day(value))
    if isinstance(value, Words):
        return _escaped(spoken.told(value))
    return conditional_escape(value if isinstance(value, SafeData) else str(value))


class SayNode(Node):
    """One sentence, written twice; the page's language chooses."""

    def __init__(self, pair: Words, values: Mapping[str, FilterExpression], target: str) -> None:
        self.pair = pair
        self.values = tuple(values.items())
        self.target = target

    def render(self, context: Context) -> SafeString:
        """This will give the sentence with its values escaped and put in."""
        text = spoken.told(self.pair)
        if self.values:
            text = text.format(**{name: shown(value.resolve(context)) for name, value in self.values})
        # The sentence is a literal of the template, as trusted as the HTML around it; its values are escaped above.
        safe = mark_safe(text)  # noqa: S308
        if self.target:
            context[self.target] = safe
            return mark_safe("")
        return safe


def _literal(bit: str, tag: str) -> str:
    quoted = len(bit) > 1 and bit[0] == bit[-1] and bit[0] in "\"'"
    if not quoted:
        message = f"{tag} needs two sentences in quotes, Indonesian then English; this is not one: {bit}"
        raise TemplateSyntaxError(message)
    return bit[1:-1].replace('\\"', '"').replace("\\'", "'")


@register.tag("say")
def say(parser: Parser, token: Token) -> SayNode:
    """`{% say "Ada {n} berkas" "There are {n} cases" n=count %}`, with `as name` at the end to keep it."""
    tag, *bits = token.split_contents()
    target = ""
    if len(bits) > 3 and bits[-2] == "as":  # noqa: PLR2004 - two sentences, "as" and a name
        target = bits[-1]
        bits = bits[:-2]
    if len(bits) < 2:  # noqa: PLR2004
        message = f"{tag} needs two sentences, Indonesian then English"
        raise TemplateSyntaxError(message)
    pair = Words(id=_literal(bits[0], tag), en=_literal(bits[1], tag))
    rest = bits[2:]
    values = token_kwargs(rest, parser)
    if rest:
        message = f"{tag}: values are given by name, as in n=count; this is not: {rest[0]}"
        raise TemplateSyntaxError(message)
    _check_names(pair, values, tag)
    return SayNode(pair, values, target)


def _check_names(pair: Words, values: Mapping[str, Any], tag: str) -> None:
    """This will stop a template that would fail in one language only."""
    blank = dict.fromkeys(values, "")
    for sentence in (pair.id, pair.en) if values else ():
        try:
            sentence.format(**blank)
        except (KeyError, IndexError, ValueError) as problem:
            message = f"{tag}: no value for {problem} in: {sentence}"
            raise TemplateSyntaxError(message) from problem


class BothNode(Node):
    """Words of the kernel in the language of the page; a case file shows a hundred and more."""

    def __init__(self, words: FilterExpression) -> None:
        self.words = words

    def render(self, context: Context) -> SafeString:
        """This will give the words, escaped."""
        words = self.words.resolve(context)
        return _escaped(spoken.told(words)) if isinstance(words, Words) else conditional_escape(words or "")


@register.tag("both")
def both(parser: Parser, token: Token) -> BothNode:
    """`{% both page.title %}`: words of the kernel, or a text, in the language of the page."""
    tag, *bits = token.split_contents()
    if len(bits) != 1:
        message = f"{tag} needs one value, not {len(bits)}"
        raise TemplateSyntaxError(message)
    return BothNode(parser.compile_filter(bits[0]))


@register.simple_tag(name="shown")
def shown_tag(value: object) -> SafeString:
    """`{% shown row.value %}`: any value as people write it."""
    return shown("" if value is None else value)


def _filter(name: str, write: Callable[[Any], str]) -> None:
    """This will register a filter that leaves nothing for nothing, so that an empty cell stays empty."""

    def apply(value: Any) -> str:
        return "" if value is None or value == "" else write(value)

    register.filter(name, apply)


_filter("told", lambda value: spoken.told(value) if isinstance(value, Words) else str(value))
_filter("rupiah", lambda value: spoken.rupiah(int(value)))
_filter("number", lambda value: spoken.number(int(value)))
_filter("day", spoken.day)
_filter("short_day", spoken.short_day)
_filter("weekday", spoken.weekday)
_filter("days", lambda value: spoken.days(int(value)))
_filter("ago_days", lambda value: spoken.ago(int(value)))
