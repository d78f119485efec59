"""`{% load drawn %}{% summary page.rows %}`: parts that come by the dozen, written without the template engine.

A case file has some fifty rows of them. Through the engine they took two thirds of the time of the page; each value
is escaped here once, and everything else is a literal of this module.
"""

from collections.abc import Iterable

from django.template import Library
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from pulang.doors.web import words as spoken
from pulang.doors.web.pages import Link
from pulang.doors.web.parts import Event, Row, Task
from pulang.doors.web.templatetags.say import shown
from pulang.kernel.words import Words

register = Library()


def _said(words: Words) -> str:
    return escape(spoken.told(words))


def _link(link: Link, about: str) -> str:
    hidden = f'<span class="govuk-visually-hidden"> – {about}</span>'
    return f'<a class="govuk-link" href="{escape(link.url)}">{_said(link.words)}{hidden}</a>'


@register.simple_tag
def summary(rows: Iterable[Row]) -> SafeString:
    """`{% summary page.rows %}`: keys, values, and where each is changed."""
    return mark_safe(f'<dl class="govuk-summary-list">{"".join(map(_row, rows))}</dl>')  # noqa: S308 - escaped piece by piece


def _row(row: Row) -> str:
    key = _said(row.key)
    links = "<br>".join(_link(link, key) for link in ((row.link,) if row.link else ()) + row.more)
    kind = "" if links else " govuk-summary-list__row--no-actions"
    actions = f'<dd class="govuk-summary-list__actions">{links}</dd>' if links else ""
    value = "" if row.value is None else shown(row.value)
    return (
        f'<div class="govuk-summary-list__row{kind}"><dt class="govuk-summary-list__key">{key}</dt>'
        f'<dd class="govuk-summary-list__value">{value}</dd>{actions}</div>'
    )


@register.simple_tag
def timeline(events: Iterable[Event]) -> SafeString:
    """`{% timeline page.events %}`: what happened, in the order it is read."""
    return mark_safe(f'<div class="moj-timeline">{"".join(map(_event, events))}</div>')  # noqa: S308 - escaped piece by piece


def _event(event: Event) -> str:
    by = f'<p class="moj-timeline__byline">{_said(event.by)}</p>' if event.by else ""
    text = f'<p class="govuk-body pl-rapat">{_said(event.text)}</p>' if event.text else ""
    if event.link:
        text += f'<a class="govuk-link" href="{escape(event.link.url)}">{_said(event.link.words)}</a>'
    more = f'<div class="moj-timeline__description">{text}</div>' if text else ""
    day = f'<time datetime="{event.on:%Y-%m-%d}">{spoken.day(event.on)}</time>'
    return (
        f'<div class="moj-timeline__item"><div class="moj-timeline__header">'
        f'<h3 class="moj-timeline__title">{_said(event.title)}</h3> {by}</div>'  # both stand in one line of text
        f'<p class="moj-timeline__date">{day}</p>{more}</div>'
    )


@register.simple_tag
def tasks(found: Iterable[Task]) -> SafeString:
    """`{% tasks step.gates %}`: conditions with their state, each leading to where it is seen to."""
    return mark_safe(f'<ul class="govuk-task-list">{"".join(map(_task, found))}</ul>')  # noqa: S308 - escaped piece by piece


def _task(one: Task) -> str:
    name = f"<div>{_said(one.question)}</div>"
    if one.link:
        name = f'<a class="govuk-link govuk-task-list__link" href="{escape(one.link.url)}">{_said(one.question)}</a>'
    linked = " govuk-task-list__item--with-link" if one.link else ""
    return (
        f'<li class="govuk-task-list__item{linked}"><div class="govuk-task-list__name-and-hint">{name}'
        f'<div class="govuk-task-list__hint">{_said(one.says)}</div></div>'
        f'<div class="govuk-task-list__status">'
        f'<strong class="govuk-tag pl-{one.tag.kind}">{_said(one.tag.words)}</strong></div></li>'
    )
