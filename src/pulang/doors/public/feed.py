"""The releases of a programme as an Atom feed (RFC 4287)."""

from collections.abc import Sequence
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from django.utils.html import escape

from pulang.areas.figures.facts import Release
from pulang.doors.public import words
from pulang.doors.public.data import release_file

_NAMED: Final = "urn:pulang:release:"
_SHOWN: Final = 40


def atom(releases: Sequence[Release], *, lang: str, address: str) -> bytes:
    """This will write the feed, newest first; `address` is where the programme's pages stand, with a slash."""
    newest = sorted(releases, key=lambda each: (each.published_on, each.quarter, each.revision), reverse=True)
    latest = newest[0]
    entries = "".join(_entry(each, lang, address) for each in newest[:_SHOWN])
    text = (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{lang}">'
        f"<id>{_id(latest.programme, lang)}</id><title>{escape(latest.content['name'])}</title>"
        f"<updated>{latest.published_on.isoformat()}T00:00:00Z</updated>"
        f'<link rel="self" href="{escape(address)}atom.xml"/><link rel="alternate" href="{escape(address)}"/>'
        f"<author><name>{words.SITE.text(lang)}</name></author>"
        f"<rights>{words.LICENCE['name']}</rights>{entries}</feed>\n"
    )
    return text.encode()


def _entry(release: Release, lang: str, address: str) -> str:
    title = words.release_name(release.quarter, release.revision).text(lang)
    summary = release.content["headline"][lang]
    if release.reason:
        summary = f"{summary} ({release.reason})"
    return (
        f"<entry><id>{_id(f'{release.programme}:{release.quarter}:{release.revision}', lang)}</id>"
        f"<title>{escape(title)}</title><updated>{release.published_on.isoformat()}T00:00:00Z</updated>"
        f'<link href="{escape(address)}{release_file(release)}.html"/><summary>{escape(summary)}</summary></entry>'
    )


def _id(name: str, lang: str) -> str:
    return uuid5(NAMESPACE_URL, f"{_NAMED}{name}:{lang}").urn
