"""Tells a programme as acts: each with its own moment, maker and fields, numbered once all are in order."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from typing import Any, Final

# These are about an office, an account, a partner or a rate, not about one programme.
_OF_NO_PROGRAMME: Final = (
    "accounts.",
    "aid.rate.",
    "partners.registration.",
    "partners.accreditation.",
    "partners.survey.",
)
_OPENS: Final = "programmes.programme.open"
_MORNING: Final = time(8, 0)
_MINUTE: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Told:
    """One act: when it was entered, by whom, what is done and its fields."""

    at: datetime
    by: str
    do: str
    with_: Mapping[str, Any]


@dataclass(slots=True)
class Teller:
    """Gathers the acts of one file. Within a day they follow each other by the minute, in the order they are told."""

    prefix: str
    hours_east: int
    programme: str = ""
    told: list[Told] = field(default_factory=list)
    _next: dict[date, datetime] = field(default_factory=dict)

    def tell(self, by: str, do: str, on: date, **fields: Any) -> None:
        """This will add an act entered on a day; the programme is named in it where the file is of one."""
        if self.programme and not do.startswith(_OF_NO_PROGRAMME):
            fields = {"code" if do == _OPENS else "programme": self.programme, **fields}
        self.told.append(Told(self._at(on), by, do, {name: _plain(value) for name, value in fields.items()}))

    def written(self) -> bytes:
        """This will write the acts as a file, in the order they were entered: the same bytes every time."""
        ordered = sorted(self.told, key=lambda told: told.at)
        lines = (
            {
                "id": f"{self.prefix}-{number:04}",
                "at": told.at.isoformat(),
                "by": told.by,
                "do": told.do,
                "with": told.with_,
            }
            for number, told in enumerate(ordered, start=1)
        )
        return "".join(
            json.dumps(line, ensure_ascii=False, separators=(",", ":"), allow_nan=False) + "\n" for line in lines
        ).encode()

    def _at(self, on: date) -> datetime:
        at = self._next.get(on)
        if at is None:
            at = datetime.combine(on, _MORNING, timezone(timedelta(hours=self.hours_east)))
        self._next[on] = at + _MINUTE
        assert at.date() == on, f"more acts on {on} than the day has minutes"
        return at


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value
