"""Published facts of a programme, one row each, and the acts that put them on record on the day they were said.

The rows are our own words for what offices and papers said. An address is cut short where its own words would
label people; host and day find the page all the same.
"""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from pulang.doors.jobs.demo.telling import Teller

_SPOKEN_FOR: Final = {"press": "Pers", "residents": "Warga"}
_UNITS: Final = {"people": "PEOPLE", "rupiah": "RUPIAH", "months": "MONTHS"}
_MONTH_SIGNS: Final = len("2019-02")


@dataclass(frozen=True, slots=True)
class Row:
    """One published fact."""

    reported_on: date
    happened_on: date
    office: str
    kind: str
    subject: str
    value: str
    unit: str
    summary: str
    source: str

    def said(self) -> dict[str, Any]:
        """This will give what every saying has: whose words, when, about which day, and where."""
        said: dict[str, Any] = {"office": self.office, "source": self.source, "summary": self.summary}
        return {**said, "said_on": self.reported_on, "happened_on": self.happened_on}


def rows(name: str) -> tuple[Row, ...]:
    """This will read a file of published facts that lies beside this module."""
    path = Path(__file__).with_name(f"{name}.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(_row(found) for found in csv.DictReader(file))


def tell(teller: Teller, by: str, row: Row) -> bool:
    """This will tell a row that is a figure, a promise or a grievance; false for what a programme tells itself."""
    if row.kind == "figure":
        low, _, high = row.value.partition("-")
        more = {"high": int(high)} if high else {}
        teller.tell(
            by, "statements.figure.report", row.reported_on,
            **row.said(), figure=row.subject, value=int(low), unit=_UNITS[row.unit], **more,
        )  # fmt: skip
    elif row.kind == "promise":
        teller.tell(by, "statements.promise.make", row.reported_on, **row.said(), subject=row.subject, **_promised(row))
    elif row.kind in {"statement", "grievance"}:
        statement(teller, by, row, row.subject, kind=row.kind.upper())
    else:
        return False
    return True


def statement(teller: Teller, by: str, row: Row, subject: str, *, kind: str = "STATEMENT") -> None:
    """This will tell a row as words said in public."""
    teller.tell(by, "statements.statement.record", row.reported_on, **row.said(), subject=subject, kind=kind)


def _promised(row: Row) -> dict[str, Any]:
    if row.unit == "date":
        return {"promised_on": row.value, "precision": "DAY"}
    if row.unit == "month":
        assert len(row.value) == _MONTH_SIGNS, f"a month is written like 2019-02, not {row.value}"
        return {"promised_on": f"{row.value}-01", "precision": "MONTH"}
    return {"amount": int(row.value), "unit": _UNITS[row.unit]}


def _row(found: dict[str, str]) -> Row:
    return Row(
        reported_on=date.fromisoformat(found["reported_on"]),
        happened_on=date.fromisoformat(found["happened_on"]),
        office=_SPOKEN_FOR.get(found["office"], found["office"]),
        kind=found["kind"],
        subject=found["subject"],
        value=found["value"],
        unit=found["unit"],
        summary=found["summary"],
        source=found["source"],
    )
