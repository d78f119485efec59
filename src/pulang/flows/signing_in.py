"""How people come in: tries held to limits, passwords worth having, first codes, sessions ended, all written down.

None of this is an act: a credential is no part of the record, so it is neither in the act book nor in a dump. What
happened to it stands in the book of sign-ins.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from pulang.areas.accounts import operations, queries
from pulang.areas.accounts.facts import Limit, SignInEvent, Where
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage.keeper import keeper

_FEW: Final = (Limit(10, 300),)
# How often somebody may try, by what is counted. A try that was right is given back.
LIMITS: Final[dict[str, tuple[Limit, ...]]] = {
    "sign-in-address": _FEW,
    "sign-in-account": _FEW,
    "sign-in-everybody": (Limit(1000, 300),),
    "factor-account": (Limit(5, 300), Limit(20, 3600), Limit(50, 86_400)),
    "token-address": (Limit(30, 300),),
    "card-address": _FEW,
    "card-number": (Limit(5, 300), Limit(20, 3600), Limit(50, 86_400)),
    "card-everybody": (Limit(1000, 300),),
    "complaint-address": (Limit(10, 3600),),
    "complaint-everybody": (Limit(500, 3600),),
}
FIRST_CODE_HOURS: Final = 24
_WORDS_IN_CODE: Final = 5
_SYLLABLES: Final = tuple(first + second for second in "aiu" for first in "bdgjklmnprstwy")
_KEPT_DAYS: Final = 1  # the longest limit

PASSWORD_SIGNS_MIN: Final = 12
PASSWORD_SIGNS_MAX: Final = 256
_OWN_SIGNS_MIN: Final = 8
_RUN: Final = 4
_ROWS: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz", "01234567890")
_AT_THE_ENDS: Final = " 0123456789.,;:!?@#$%^&*()_+-=/"
_SERVICE: Final = ("pulang", "layanan", "dinas", "sosial", "dinsos", "kemensos", "password", "sandi", "rahasia")


@dataclass(frozen=True, slots=True)
class Tried:
    """A try that was counted before anything was checked: whether it may go on, and whether it was the last."""

    keys: tuple[str, ...]
    at: datetime
    allowed: bool
    last: bool


def count_try(*, what: Sequence[tuple[str, str]], at: datetime) -> Tried:
    """This will count a try under each of `what` (a kind of LIMITS and whom it is about), until one refuses it.

    The address comes first, so that one address which is refused uses up nobody's account.
    """
    keys: list[str] = []
    last = False
    for kind, whom in what:
        key = keeper().fingerprint(content=f"tries|{kind}|{whom.casefold()}".encode()).hex()[:32]
        counted = operations.count_try(key=key, limits=LIMITS[kind], at=at)
        if counted is None:
            return Tried(tuple(keys), at, allowed=False, last=True)
        keys.append(key)
        last = last or counted
    return Tried(tuple(keys), at, allowed=True, last=last)


def give_back(tried: Tried) -> None:
    """This will take a try that was right out of the count again."""
    for key in tried.keys:
        operations.give_back(key=key, at=tried.at)


def forget_old(*, at: datetime) -> None:
    """This will forget tries and sessions that count for nothing any more."""
    operations.forget_old(before=at - timedelta(days=_KEPT_DAYS))


def note(
    event: SignInEvent, *, at: datetime, user: str | None, where: Where, way: str = "", by: str | None = None
) -> None:
    """This will write a line into the book of sign-ins."""
    operations.note(event=event, at=at, user=user, where=where, way=way, by=by)


def use_counter(*, authenticator: int, counter: int) -> bool:
    """This will use up a code of an authenticator app; false for one that was used, or is older than one used."""
    return operations.use_counter(authenticator=authenticator, counter=counter)


def use_recovery_code(*, user: int, digest: str) -> bool:
    """This will use up a recovery code; false for one that is unknown or was used."""
    return operations.use_recovery_code(user=user, digest=digest)


def end_sessions(*, user: str, but: str = "") -> int:
    """This will end a user's sessions on the server, `but` the one with this key, and give how many."""
    return operations.end_sessions(code=user, but=but)


def end_session(*, user: str, kept: str) -> int:
    """This will end one session of a user, named as `queries.sessions` names it."""
    return operations.end_session(code=user, kept=kept)


def draw_code(draw: Callable[[int], int]) -> str:
    """This will make a code that can be read aloud: five words of three syllables, some 80 bits of chance."""
    words = ("".join(_SYLLABLES[draw(len(_SYLLABLES))] for _ in range(3)) for _ in range(_WORDS_IN_CODE))
    return "-".join(words)


def give_first_code(*, user: str, code: str, at: datetime) -> None:
    """This will let a user choose a password with `code`, once and for a day; the old password and all sessions end."""
    expires = at + timedelta(hours=FIRST_CODE_HOURS)
    if operations.keep_first_code(code=user, digest=_digest(code), expires_at=expires) != 1:
        raise Refusal(
            "unknown-actor",
            Words(
                id=f"Akun “{user}” tidak dikenal atau sudah ditutup.", en=f"The account “{user}” is unknown or closed."
            ),
            field="user",
        )
    operations.end_sessions(code=user)


def use_first_code(*, user: str, code: str, raw: str, at: datetime) -> None:
    """This will let a user sign in with a password of the user's own choice; refuses a bad one, and a code that is off.

    An unknown user, a code that was used and one that was never given are refused with the same words.
    """
    refuse_weak(user=user, raw=raw)
    if not operations.use_first_code(code=user, digest=_digest(code), raw=raw, at=at):
        raise Refusal(
            "first-code-off",
            Words(
                id="Kode pengguna dan kode ini tidak cocok, atau kodenya sudah dipakai atau lewat waktu. Periksa "
                "keduanya, atau minta kode baru kepada administrator.",
                en="This user code and this code do not match, or the code was used or has run out. Check both, or "
                "ask an administrator for a new code.",
            ),
            field="code",
        )


def choose_password(*, user: str, raw: str, but: str) -> None:
    """This will let a user sign in with another password and end all other sessions; refuses a weak one."""
    refuse_weak(user=user, raw=raw)
    operations.store_password(code=user, raw=raw)
    operations.end_sessions(code=user, but=but)


def refuse_weak(*, user: str, raw: str) -> None:
    """This will refuse a password that is short, or easily guessed by somebody who knows the user or the service."""
    if not PASSWORD_SIGNS_MIN <= len(raw) <= PASSWORD_SIGNS_MAX:
        raise _weak(
            "password-length",
            f"Pakai {PASSWORD_SIGNS_MIN} sampai {PASSWORD_SIGNS_MAX} tanda; beberapa kata biasa pun boleh.",
            f"Use {PASSWORD_SIGNS_MIN} to {PASSWORD_SIGNS_MAX} characters; a few plain words will do.",
        )
    if own_signs(raw, user) < _OWN_SIGNS_MIN:
        raise _weak(
            "password-guessable",
            "Kata sandi ini mudah ditebak: terlalu mirip kode pengguna atau nama layanan, atau hanya pola. "
            "Tambahkan satu dua kata lain.",
            "This password is easily guessed: too close to the user code or the service's name, or only a pattern. "
            "Add another word or two.",
        )
    if any(queries.is_common_password(text) for text in {raw, raw.strip(_AT_THE_ENDS)}):
        raise _weak(
            "password-common",
            "Kata sandi ini sering dipakai orang dan ada di daftar yang dicoba penyerang. Pilih yang lain.",
            "Many people use this password and attackers try it first. Choose another.",
        )


def own_signs(raw: str, user: str) -> int:
    """This will count the signs that neither the user's code nor the service's words nor a pattern give."""
    left = _once(raw).casefold()  # folding can lengthen a pattern: ß becomes ss
    for word in sorted({*re.split(r"[^a-z0-9]+", user), *_SERVICE}, key=len, reverse=True):
        if len(word) >= _RUN:
            left = left.replace(word, "")
    return len(_without_runs(_once(left)))


def _once(text: str) -> str:
    """This will keep once what comes again and again: the same few signs, three times or more."""
    return re.sub(r"(.{1,4}?)\1{2,}", r"\1", text, flags=re.DOTALL)


def _without_runs(text: str) -> str:
    for row in (*_ROWS, *(row[::-1] for row in _ROWS)):
        for length in range(len(row), _RUN - 1, -1):
            for start in range(len(row) - length + 1):
                text = text.replace(row[start : start + length], "")
    return text


def _digest(code: str) -> bytes:
    return sha256(re.sub(r"[^a-z0-9]", "", code.casefold()).encode()).digest()


def _weak(code: str, indonesian: str, english: str) -> Refusal:
    return Refusal(code, Words(id=indonesian, en=english), field="password")
