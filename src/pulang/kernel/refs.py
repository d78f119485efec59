"""Numbers people read aloud, such as `K-7F3Q-2M8X`: easy to say, safe against slips, telling nothing about anyone.

A number is a prefix letter, seven characters drawn at random and one check character over all of them. The 32
signs are the ten digits and the letters without I, L, O and U; where somebody writes one of those four, it is
read as 1, 1, 0 and V, so the look-alikes can never mean two different numbers.

The check treats each sign as an element of the field of 32 elements and asks that the weighted sum over all
nine is zero. The weights are different powers of one generator, never zero and never equal, and so every
single wrong sign and every swap of two signs is caught, the prefix and the check character included.
"""

import re
import unicodedata
from collections.abc import Callable
from typing import Final

from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
DRAWN: Final = 7
LENGTH: Final = 1 + DRAWN + 1

_VALUE: Final = {sign: value for value, sign in enumerate(ALPHABET)}
_READ_AS: Final = str.maketrans("ILOU", "110V")
_POLYNOMIAL: Final = 0b100101  # x^5 + x^2 + 1, primitive: its generator has 31 different powers, and 9 are used
_SEPARATORS: Final = re.compile(r"[\s\-\u2010-\u2015\u2212_./]+")

EMPTY: Final = Words(
    id="Nomor belum diisi. Tulis seperti {example}.",
    en="No number was given. Write it like {example}.",
)
STRANGE_SIGN: Final = Words(
    id="Tanda {sign} tidak dipakai dalam nomor ini. Nomor hanya berisi huruf dan angka, seperti {example}.",
    en="The sign {sign} is not used in these numbers. They hold letters and digits only, like {example}.",
)
UNSEEN_SIGN: Final = Words(id="yang tidak tampak", en="that cannot be seen")
TOO_SHORT: Final = Words(
    id="Nomor ini kurang {count} huruf atau angka. Tulis lengkap seperti {example}.",
    en="This number is {count} letters or digits short. Write all of it, like {example}.",
)
TOO_LONG: Final = Words(
    id="Nomor ini kelebihan {count} huruf atau angka. Tulis seperti {example}.",
    en="This number has {count} letters or digits too many. Write it like {example}.",
)
OTHER_PREFIX: Final = Words(
    id="Nomor ini diawali {found}, sedangkan nomor yang diminta diawali {wanted}.",
    en="This number begins with {found}, while the one asked for begins with {wanted}.",
)
# Offering the likeliest right numbers would be kinder still, but it would also tell a guesser which ones exist.
MISTYPED: Final = Words(
    id="Nomor ini tampaknya salah ketik: ada huruf atau angka yang keliru atau tertukar. Cocokkan dengan suratnya.",
    en="This number seems mistyped: a letter or digit is wrong or swapped. Please compare it with the paper.",
)


def draw(prefix: str, below: Callable[[int], int]) -> str:
    """This will make a new number; `below(n)` gives a random integer from 0 up to but not including n.

    Chance comes from the door (`secrets.randbelow`), so a test or a replay can be told what was drawn.
    """
    assert len(prefix) == 1, "a prefix is one letter"
    assert prefix in _VALUE, "a prefix is one of the signs of the alphabet"
    assert prefix.isalpha(), "a prefix is a letter, so that nobody takes the number for a sum"
    signs = prefix + "".join(ALPHABET[below(len(ALPHABET))] for _ in range(DRAWN))
    return _written(signs + ALPHABET[_times_generator(_folded(signs))])


def parse(text: str, *, prefix: str = "") -> str:
    """This will give the number as it is written, `K-7F3Q-2M8X`, out of what somebody typed.

    Small letters, spaces and missing hyphens are forgiven. Everything else is refused with what is wrong;
    where `prefix` is given, so is a number of another kind.
    """
    example = f"{prefix or 'K'}-7F3Q-2M8X"  # fails its own check for K and for P, so it is nobody's number
    signs = _signs(text)
    if not signs:
        raise Refusal("number-empty", EMPTY.format(example=example))
    for sign in signs:
        if sign not in _VALUE:
            shown: object = sign if sign.isprintable() else UNSEEN_SIGN
            raise Refusal("number-sign", STRANGE_SIGN.format(sign=shown, example=example))
    if len(signs) < LENGTH:
        raise Refusal("number-short", TOO_SHORT.format(count=LENGTH - len(signs), example=example))
    if len(signs) > LENGTH:
        raise Refusal("number-long", TOO_LONG.format(count=len(signs) - LENGTH, example=example))
    if _folded(signs) != 0:
        raise Refusal("number-mistyped", MISTYPED)
    if prefix and signs[0] != prefix:
        raise Refusal("number-other-kind", OTHER_PREFIX.format(found=signs[0], wanted=prefix))
    return _written(signs)


def _signs(text: str) -> str:
    # Copying out of a chat brings full-width letters and zero-width marks along; both are harmless.
    seen = "".join(sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign) != "Cf")
    return _SEPARATORS.sub("", seen).upper().translate(_READ_AS)


def _written(signs: str) -> str:
    return f"{signs[0]}-{signs[1:5]}-{signs[5:]}"


def _folded(signs: str) -> int:
    total = 0
    for sign in signs:
        total = _times_generator(total) ^ _VALUE[sign]
    return total


def _times_generator(value: int) -> int:
    doubled = value << 1
    return doubled ^ _POLYNOMIAL if doubled & 0b100000 else doubled
