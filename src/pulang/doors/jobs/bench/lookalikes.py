"""A made-up register of people with doubles among them: names as in Indonesia, and how they are miswritten."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

_FREQUENT = (
    "siti nur sri muhammad ahmad abdul agus dewi eko budi ani yanti wati slamet sutrisno suparman sumarni sulastri "
    "mulyadi supriyadi bambang wahyu joko hasan ibrahim ismail yusuf umar ali maria yohanes rina lestari indah putri "
    "rahman hidayat putra kartini aminah fatimah khadijah maimunah endang ratna yulia tuti iwan hendra dedi dwi tri"
)
_FAIRLY = (
    "sukarno suharto suryadi kusuma wijaya santoso setiawan gunawan susanto hartono purnomo widodo prasetyo nugroho "
    "saputra ramadhan maulana firmansyah kurniawan hakim fauzi anwar syarif junaidi zainal arifin mahmud jamal usman "
    "halimah zahra aisyah rohani salmah juariah nurhayati sumiati suryani marlina herlina rosmawati hasnah nurlela "
    "yuliana veronika agustina margaretha paulus petrus yakobus stefanus antonius fransiskus markus lukas matius "
    "manurung siregar nasution lubis harahap simanjuntak tambunan nainggolan ginting sembiring tarigan pelawi "
    "pattiasina latuconsina tuhumury leimena matulessy rumbiak wenda kogoya tabuni haluk lewerissa manuputty "
    "suwarni sukinem tukiyem parjiyem wagiyem ngatinah paijem sutinah karsinah rubiyem tugiman sarjono sukardi "
    "wagimin paiman ngadiman tukimin sardi kasimin jumadi karyadi marsudi suwito sunardi darmaji kuncoro ediwibowo"
)
_BEGINS = "su mar kar har sar dar pur wid ros nur yul her jun sam tar kas rus mur lin mas rat wir dah nir hal"
_MIDDLES = "ti di ni yo ma ka wa ri na lu sa ha mi no ta ba"
_ENDS = "yah wati ningsih yono anto adi awan ini man din to mi na ri yani sari asih iyem tini"
_TITLES = ("H. ", "Hj. ", "Drs. ", "Ny. ", "Ibu ", "Bpk. ")
_SHORT = {"muhammad": ("Muh.", "Moh.", "Mohamad", "M."), "siti": ("St.", "Sitti"), "abdul": ("Abd.", "Abdoel")}
_OLD = (("u", "oe"), ("j", "dj"), ("c", "tj"), ("y", "j"))
_LETTERS = "abcdefghijklmnoprstuwy"
_DISTRICTS = 514


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in a register: empty is what nobody knows; `who` is the truth, which no matcher sees."""

    who: int
    name: str
    nik: str
    birth_date: str
    phone: str
    home: str


def register(size: int, seed: int) -> list[Person]:
    """This will make four fifths different people and one fifth doubles of them, in an order that tells nothing."""
    chance = Random(seed)  # noqa: S311 - made-up people
    names = _Names(chance)
    people = [_person(chance, names, who) for who in range(size - size // 5)]
    doubles = [_double(chance, people[chance.randrange(len(people))]) for _ in range(size // 5)]
    everybody = [*people, *doubles]
    chance.shuffle(everybody)
    return everybody


class _Names:
    """Names as often as they are: few of them very often, thousands hardly ever; 23 in 100 people have only one."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        tail = {
            begin + middle + end for begin in _BEGINS.split() for middle in _MIDDLES.split() for end in _ENDS.split()
        }
        self._all = [*_FREQUENT.split(), *_FAIRLY.split(), *sorted(tail)]
        weights = [1 / (rank + 8) ** 0.9 for rank in range(len(self._all))]
        total, self._upto = 0.0, []
        for weight in weights:
            total += weight
            self._upto.append(total)

    def draw(self) -> str:
        count = self._chance.choices((1, 2, 3, 4), (23, 47, 25, 5))[0]
        parts: list[str] = []
        while len(parts) < count:
            (part,) = self._chance.choices(self._all, cum_weights=self._upto)
            if part not in parts:
                parts.append(part)
        return " ".join(part.capitalize() for part in parts)


def _person(chance: Random, names: _Names, who: int) -> Person:
    born = date(1940, 1, 1) + timedelta(days=int(chance.triangular(0, 24_500, 15_000)))
    if chance.random() < 0.06:  # noqa: PLR2004 - only the year was known, and a day was written all the same
        born = born.replace(month=7, day=1) if chance.random() < 0.5 else born.replace(month=12, day=31)  # noqa: PLR2004
    district = chance.randrange(_DISTRICTS)
    day = born.day + (40 if chance.random() < 0.5 else 0)  # noqa: PLR2004
    nik = f"{1100 + district * 16:04d}{chance.randint(1, 30):02d}{day:02d}{born.month:02d}{born.year % 100:02d}"
    nik += f"{min(9999, int(chance.expovariate(0.15)) + 1):04d}"
    return Person(
        who=who,
        name=names.draw(),
        nik="" if chance.random() < 0.20 else nik,  # noqa: PLR2004
        birth_date="" if chance.random() < 0.03 else born.isoformat(),  # noqa: PLR2004
        phone="" if chance.random() < 0.45 else f"+628{chance.randrange(10**9):09d}",  # noqa: PLR2004
        home="" if chance.random() < 0.10 else str(district),  # noqa: PLR2004
    )


def _double(chance: Random, one: Person) -> Person:
    """This will write somebody down again: as she was written, or in half of the cases with errors."""
    other = replace(one, name=_written(chance, one.name))
    if one.phone and chance.random() < 0.35:  # noqa: PLR2004 - another number by now
        other = replace(other, phone=f"+628{chance.randrange(10**9):09d}" if chance.random() < 0.6 else "")  # noqa: PLR2004
    if one.nik and chance.random() < 0.20:  # noqa: PLR2004 - no card with her this time
        other = replace(other, nik="")
    if chance.random() < 0.5:  # noqa: PLR2004
        for _ in range(chance.choice((1, 1, 2))):
            other = chance.choice((_name_slip, _name_slip, _date_slip, _nik_slip, _moved, _forgotten))(chance, other)
    return other


def _written(chance: Random, name: str) -> str:
    """This will write a name as another clerk would: old spelling, a title, a short form, another order."""
    parts = name.split()
    for at, part in enumerate(parts):
        if part.lower() in _SHORT and chance.random() < 0.3:  # noqa: PLR2004
            parts[at] = chance.choice(_SHORT[part.lower()])
        elif chance.random() < 0.10:  # noqa: PLR2004
            now, old = chance.choice(_OLD)
            parts[at] = part.lower().replace(now, old).capitalize()
    if len(parts) > 1 and chance.random() < 0.04:  # noqa: PLR2004
        chance.shuffle(parts)
    if len(parts) > 2 and chance.random() < 0.08:  # noqa: PLR2004 - one of three is left out
        parts.pop(chance.randrange(1, len(parts)))
    said = " ".join(parts)
    said = chance.choice(_TITLES) + said if chance.random() < 0.05 else said  # noqa: PLR2004
    return said.upper() if chance.random() < 0.3 else said  # noqa: PLR2004


def _name_slip(chance: Random, one: Person) -> Person:
    at = chance.randrange(len(one.name))
    name = one.name
    kind = chance.randrange(4)
    if kind == 0:
        name = name[:at] + name[at + 1 :]
    elif kind == 1:
        name = name[:at] + chance.choice(_LETTERS) + name[at:]
    elif kind == 2:  # noqa: PLR2004
        name = name[:at] + chance.choice(_LETTERS) + name[at + 1 :]
    elif at + 1 < len(name):
        name = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    return replace(one, name=name if name.strip() else one.name)


def _date_slip(chance: Random, one: Person) -> Person:
    if not one.birth_date:
        return one
    born = date.fromisoformat(one.birth_date)
    kind = chance.randrange(4)
    try:
        if kind == 0:
            born = born.replace(day=born.month, month=born.day)
        elif kind == 1:
            born = born.replace(month=7, day=1) if chance.random() < 0.5 else born.replace(month=1, day=1)  # noqa: PLR2004
        elif kind == 2:  # noqa: PLR2004
            born = born.replace(day=chance.randint(1, 28))
        else:
            born = born.replace(year=born.year + chance.choice((-10, -1, 1, 10)))
    except ValueError:
        return one
    return replace(one, birth_date=born.isoformat())


def _nik_slip(chance: Random, one: Person) -> Person:
    if not one.nik:
        return one
    at = chance.randrange(15)
    if chance.random() < 0.4:  # noqa: PLR2004
        return replace(one, nik=one.nik[:at] + one.nik[at + 1] + one.nik[at] + one.nik[at + 2 :])
    return replace(one, nik=one.nik[:at] + str(chance.randrange(10)) + one.nik[at + 1 :])


def _moved(chance: Random, one: Person) -> Person:
    """This will give her the number of another district, as some registers did when people moved."""
    nik = one.nik and f"{1100 + chance.randrange(_DISTRICTS) * 16:04d}{chance.randint(1, 30):02d}{one.nik[6:]}"
    return replace(one, nik=nik, home=str(chance.randrange(_DISTRICTS)))


def _forgotten(chance: Random, one: Person) -> Person:
    return replace(one, birth_date="") if chance.random() < 0.15 else replace(one, phone="")  # noqa: PLR2004


def pairs_of(people: list[Person]) -> Iterator[tuple[int, int]]:
    """This will give the places of every two entries that are the same person."""
    met: dict[int, list[int]] = {}
    for place, one in enumerate(people):
        for other in met.setdefault(one.who, []):
            yield other, place
        met[one.who].append(place)
