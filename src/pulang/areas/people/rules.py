"""What is kept about a person, and which of it is sealed."""

from enum import Enum


class Field(Enum):
    """The sealed fields; each is revealed by itself. There is none for occupation, health or faces (rules 5 and 8)."""

    NAME = "NAME"
    NIK = "NIK"
    BIRTH_DATE = "BIRTH_DATE"
    PHONE = "PHONE"
    ADDRESS = "ADDRESS"
    ACCOUNT = "ACCOUNT"


class Papers(Enum):
    """Which identity papers a person holds; none is fine (Ambon 2019: 60 % had no card)."""

    CARD = "CARD"
    FAMILY_CARD_ONLY = "FAMILY_CARD_ONLY"
    LOSS_LETTER = "LOSS_LETTER"
    NONE = "NONE"
    UNKNOWN = "UNKNOWN"


class Index(Enum):
    """Fields that can be found again by an exact value, through a keyed digest."""

    NIK = "NIK"
    PHONE = "PHONE"
