"""What the rest of Pulang may know about a place: its code, its name, what it lies in, and its clock."""

from dataclasses import dataclass
from enum import Enum, StrEnum


class Kind(Enum):
    """The levels of the Home Ministry's list; regencies and cities stand on the same level."""

    PROVINCE = "PROVINCE"
    REGENCY = "REGENCY"
    CITY = "CITY"
    DISTRICT = "DISTRICT"
    VILLAGE = "VILLAGE"


class TimeZone(StrEnum):
    """Indonesia's three clocks; the value is the name every time library knows."""

    WIB = "Asia/Jakarta"
    WITA = "Asia/Makassar"
    WIT = "Asia/Jayapura"


@dataclass(frozen=True, slots=True)
class Place:
    """A place with the names of everything it lies in; a level below its own stays empty.

    `code` carries dots (`53.71.01`); `parents` runs from the province inwards and leaves the place itself out.
    """

    code: str
    kind: Kind
    name: str
    parents: tuple[str, ...]
    province_code: str
    province_name: str
    regency_code: str = ""
    regency_name: str = ""
    district_name: str = ""

    @property
    def full_name(self) -> str:
        """This will give the name with everything around it: `Alak, Kota Kupang, Nusa Tenggara Timur`."""
        names = (self.name, self.district_name, self.regency_name, self.province_name)
        return ", ".join(dict.fromkeys(name for name in names if name))
