"""Releases of a programme that does not exist, to measure and to try the public site on."""

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Final

import django

from pulang.areas.figures import rules
from pulang.areas.figures.facts import Group, Release

QUARTERS: Final = 8
_PROVINCES: Final = tuple(
    "11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 51 52 53 61 62 63 64 65 71 72 73 74 75 76 81 82 91 92 93 94 95 96".split()  # noqa: E501, SIM905
)


def releases(people: int, quarters: int = QUARTERS) -> tuple[Release, ...]:
    """This will give the releases of a simulated programme; the last quarter was revised once."""
    homes = [f"{_PROVINCES[(n * n + n // 7) % 19]}.{('01', '02', '71', '72')[n % 4]}" for n in range(people)]
    found = []
    for at in range(quarters):
        quarter = f"{2019 + at // 4}-{at % 4 + 1}"
        share = (at + 1) / quarters
        groups = [
            Group(("RETURN", "STAY", "ALONE")[n % 3], "ARRIVED" if n < people * share / 2 else "VERIFIED", home,
                  quarter if n < people * share / 2 else "", 1)
            for n, home in enumerate(homes[: int(people * share)])
        ]  # fmt: skip
        found.append(_release(groups, quarter))
    last = found[-1]
    return (
        *found,
        replace(
            last, revision=2, reason="Nama sumber dana keliru", published_on=last.published_on + timedelta(days=20)
        ),
    )


def _release(groups: Sequence[Group], quarter: str) -> Release:
    counted = rules.counted(groups, quarter=quarter, opened="2019-1", provinces=tuple(_PROVINCES))
    names = {code: f"Provinsi {code}" for code in _PROVINCES}
    cells = rules.as_document(counted.tables)
    for cell in cells["cells"]:
        cell["name"] = rules.unit_words(cell["unit"], names).as_dict()
    day = rules.last_day(quarter)
    waited = {"id": "rapat koordinasi", "en": "the coordination meeting"}
    held = {"id": "Kementerian Sosial", "en": "Kementerian Sosial"}
    over = quarter >= "2020-1"
    rakor = {"gate": "rakor", "stage": "CLEARED", "what": waited, "holder": held, "since": "2019-01-09"}
    content = {
        "programme": "UJI-1",
        "name": "Program uji",
        "as_of": day.isoformat(),
        "headline": {"id": f"Keadaan {quarter}.", "en": f"State of {quarter}."},
        "waiting": [] if over else [rakor],
        "money": [
            {"source": "KOTA", "name": "Anggaran kota", "payer": "BKAD", "use": "TRAVEL", "allocated": 300_000_000,
             "released": 200_000_000, "tied": 100_000_000, "spent": None},
        ],
        "promises": [
            {"what": "return", "office": "Dinas Sosial", "first_promised": "2019-02", "now_promised": "2019-06-30",
             "slips": 2, "unit": "", "kept_on": "2019-06-11" if quarter >= "2019-2" else None, "source": "Surat 1"},
        ],
        "decisions": [
            {"meeting": "RAKOR", "outcome": "MAY_PROCEED_IF", "made_on": "2019-04-02", "ended_on": None,
             "conditions": [{"text": "Mitra ditunjuk", "holder": "Dinas Sosial", "met_on": None}]},
        ] if quarter >= "2019-2" else [],
        "decrees": [{"number": "SK 1/2019", "title": "Penetapan program", "issuer": "Wali Kota",
                     "signed_on": "2019-01-02", "revoked_on": None}],
        "statements": [{"said_on": "2019-01-20", "office": "Warga", "subject": "living-costs",
                        "summary": "Biaya hidup selama menunggu", "source": "Pertemuan 20 Januari"}],
        "complaints": {"answered": "MOST" if quarter >= "2019-2" else "ALL"},
        "provinces": names,
        "counts": cells,
    }  # fmt: skip
    return Release("UJI-1", quarter, 1, "", rules.METHOD, "0" * 64, day + timedelta(days=20), content)


def main() -> None:
    """This will write the site of a simulated programme: `python -m … FOLDER PEOPLE`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pulang.site.settings")
    django.setup()
    from pulang.doors.public import site  # noqa: PLC0415 - only once Django is set up
    from pulang.doors.public.command import write  # noqa: PLC0415

    write(site.files(releases(int(sys.argv[2]))), Path(sys.argv[1]))


if __name__ == "__main__":
    main()
