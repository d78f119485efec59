"""Calendar files (RFC 5545), worded for whoever else may see them: neither programme, place nor person."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from pulang.storage import clock

_OCTETS = 75  # the longest line of a calendar file (RFC 5545, 3.1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A whole day in a calendar; `name` is what a later file takes its place by."""

    name: str
    day: date
    title: str
    text: str


def written(events: Iterable[Event]) -> str:
    """This will write the events as one calendar file."""
    lines = _lines(events)
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _lines(events: Iterable[Event]) -> Iterator[str]:
    now = clock.now()
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Layanan//ID", "METHOD:PUBLISH")
    for event in events:
        yield from ("BEGIN:VEVENT", f"UID:{event.name}", f"DTSTAMP:{now:%Y%m%dT%H%M%SZ}")
        yield f"SEQUENCE:{int(now.timestamp()) // 60 % 2**31}"  # a later file takes the place of an earlier one
        yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}"
        yield f"SUMMARY:{_escaped(event.title)}"
        yield f"DESCRIPTION:{_escaped(event.text)}"
        yield from ("CLASS:PRIVATE", "STATUS:CONFIRMED", "TRANSP:OPAQUE", "END:VEVENT")
    yield "END:VCALENDAR"


def _escaped(text: str) -> str:
    for sign, put in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(sign, put)
    return text


def _folded(line: str) -> Iterator[str]:
    """This will break a long line as calendars ask; all that stands in them is plain ASCII, so a sign is an octet."""
    yield line[:_OCTETS]
    for start in range(_OCTETS, len(line), _OCTETS - 1):
        yield f" {line[start : start + _OCTETS - 1]}"
