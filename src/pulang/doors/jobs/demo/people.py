"""People who do not exist: composed by chance from a fixed seed, with impossible numbers, each under a case number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from pulang.kernel.refs import draw

_GIVEN: Final = tuple(
    "Ani Asih Ayu Citra Dewi Dian Eka Endang Erna Fitri Hana Ida Indah Intan Kartika Lestari Lia Lilis Lina Maya "  # noqa: SIM905
    "Mega Murni Nia Nina Nita Nur Puji Putri Rahma Ratih Ratna Rina Rini Rita Sari Siti Sri Sulis Suci Tari Tika Titin "
    "Tri Tuti Umi Utami Vina Wati Weni Wiwik Wulan Yanti Yeni Yuli Yuni Zahra".split()
)
_SECOND: Final = tuple(
    "Anggraini Astuti Cahyani Damayanti Fatmawati Handayani Hapsari Hartati Hidayati Indrawati Kurnia Kusuma Lestari "  # noqa: SIM905
    "Maharani Mulyani Ningsih Nuraini Pertiwi Permata Pratiwi Purnama Purwanti Puspita Rahayu Rahmawati Safitri "
    "Setyowati Sulastri Susanti Suryani Utami Wahyuni Widiastuti Wijayanti Wulandari Yuliana Yulianti".split()
)
_CREATURES: Final = tuple(
    "Akasia Anggrek Asam Bangau Belibis Beo Beringin Camar Cempaka Cendana Cucak Dahlia Elang Flamboyan Gelatik Jalak "  # noqa: SIM905
    "Jati Kakatua Kemiri Kenanga Kenari Ketapang Kutilang Lontar Mahoni Maleo Melati Merpati Murai Nuri Perkutut Pinus "
    "Pipit Punai Rajawali Seroja Teratai Trembesi Waru Widuri".split()
)
_COLOURS: Final = ("Biru", "Hijau", "Kuning", "Merah", "Putih")

_OLDEST, _YOUNGEST = 52, 20
_WOMEN_ADD: Final = 40  # the day of birth within a woman's NIK


@dataclass(frozen=True, slots=True)
class Someone:
    """A made-up person: what registering her asks for."""

    case: str
    alias: str
    home: str
    papers: str
    name: str
    nik: str
    birth_date: date
    phone: str
    children_with: int

    def fields(self) -> dict[str, Any]:
        """This will give the fields of her registration; what is empty stays unsaid."""
        said = {
            "case": self.case,
            "alias": self.alias,
            "home": self.home,
            "children_with": self.children_with,
            "papers": self.papers,
            "name": self.name,
            "nik": self.nik,
            "birth_date": self.birth_date,
            "phone": self.phone,
        }
        return {name: value for name, value in said.items() if value}


def people(chance: Random, *, homes: Sequence[str], papers: Sequence[str], before: date) -> tuple[Someone, ...]:
    """This will make one person for each home, in a shuffled order, with papers shared out by chance."""
    assert len(homes) == len(papers), "each person has a home and a kind of papers, which may be none"
    homes, papers = chance.sample(homes, len(homes)), chance.sample(papers, len(papers))
    names, numbers = _names(chance, len(homes)), _numbers(chance, len(homes))
    aliases = chance.sample([f"{creature} {colour}" for creature in _CREATURES for colour in _COLOURS], len(homes))
    made = []
    for place, home in enumerate(homes):
        born = before - timedelta(days=chance.randrange(_YOUNGEST * 366, _OLDEST * 365))
        made.append(
            Someone(
                case=numbers[place],
                alias=aliases[place],
                home=home,
                papers=papers[place],
                name=names[place],
                nik=_nik(home, born) if papers[place] == "CARD" else "",
                birth_date=born,
                phone=_phone(place) if chance.random() < 0.5 else "",  # noqa: PLR2004 - one in two
                children_with=chance.choice((1, 1, 2)) if chance.random() < 0.12 else 0,  # noqa: PLR2004 - one in eight
            )
        )
    return tuple(made)


def _names(chance: Random, count: int) -> list[str]:
    """This will compose different names of two words, and some of one, as is common."""
    pairs = [f"{given} {second}" for given in _GIVEN for second in _SECOND if given != second]
    single = len(_GIVEN) // 4
    names = chance.sample(_GIVEN, min(single, count // 8)) + chance.sample(pairs, count)
    return chance.sample(names[:count], count)


def _numbers(chance: Random, count: int) -> list[str]:
    numbers: dict[str, None] = {}
    while len(numbers) < count:
        numbers[draw("K", chance.randrange)] = None
    return list(numbers)


def _nik(home: str, born: date) -> str:
    # Serial numbers begin at 0001, so one that ends in 0000 was never issued to anybody.
    return f"{home.replace('.', '')}01{born.day + _WOMEN_ADD:02}{born.month:02}{born.year % 100:02}0000"


def _phone(place: int) -> str:
    return f"+62000000{place:04}"  # no Indonesian number has a zero after the country's code
