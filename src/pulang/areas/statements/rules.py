"""Numbers and dates somebody stated in public: who said it, when, where, and what contradicts it."""

from enum import Enum
from typing import Final


class StatementKind(Enum):
    """Words said in public that are neither a number nor a promise."""

    STATEMENT = "STATEMENT"
    GRIEVANCE = "GRIEVANCE"


class Precision(Enum):
    """How exactly a promised date was named."""

    DAY = "DAY"
    MONTH = "MONTH"
    NONE = "NONE"


class Unit(Enum):
    """What a figure or a promised amount counts."""

    PEOPLE = "PEOPLE"
    RUPIAH = "RUPIAH"
    MONTHS = "MONTHS"


# Which count of our own register a stated number of people can be held against.
COMPARED_WITH: Final = {
    "registered": "registered",
    "residents": "registered",
    "willing": "willing",
    "to-return": "willing",
    "returned": "returned",
}
