"""Bank files as text: ours written by a layout, theirs read strictly, each fault with its line and its reason."""

import codecs
import csv
import io
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Final

from pulang.areas.payments.facts import Answer, Booked, Layout, LineFacts, Statement, Told
from pulang.areas.payments.rules import TOKENS, refuse_copies, text_of
from pulang.areas.payments.texts import parts, short
from pulang.kernel import refs
from pulang.kernel.days import rupiah_in_words
from pulang.kernel.periods import sensible
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

ANSWERS_MOST: Final = 500
BOOKED_MOST: Final = 2000
_DIGITS: Final = re.compile(r"[0-9]{1,15}")

CELLS: Final = Words(
    id="Baris {line}: ada {found} kolom, seharusnya {wanted}. Tidak ada yang dicatat.",
    en="Line {line}: there are {found} columns where there should be {wanted}. Nothing was recorded.",
)
TOKEN: Final = Words(
    id="Baris {line}: “{text}” bukan kode pembayaran yang utuh. Tidak ada yang dicatat.",
    en="Line {line}: “{text}” is not a whole payment token. Nothing was recorded.",
)
AMOUNT: Final = Words(
    id="Baris {line}: “{text}” bukan jumlah rupiah bulat menurut tata letaknya, seperti {example}, paling banyak 15 "
    "angka. Tidak ada yang dicatat.",
    en="Line {line}: “{text}” is not an amount of whole rupiah by its layout, such as {example}, of 15 digits at most. "
    "Nothing was recorded.",
)
OUTCOME: Final = Words(
    id="Baris {line}: hasil “{text}” tidak dikenal; yang dikenal: {known}. Tidak ada yang dicatat.",
    en="Line {line}: the outcome “{text}” is not known; known are: {known}. Nothing was recorded.",
)
NO_TOTAL: Final = Words(
    id="Baris {line}: baris penutup “{closing}” dengan banyaknya baris dan jumlahnya tidak ada. "
    "Tidak ada yang dicatat.",
    en="Line {line}: the closing line “{closing}” with the count and the total is missing. Nothing was recorded.",
)
TOTAL: Final = Words(
    id="Baris {line}: penutupnya menyebut {count} baris dan {total}, padahal isinya {counted} baris dan {summed}. "
    "Tidak ada yang dicatat.",
    en="Line {line}: it closes with {count} lines and {total}, while it holds {counted} lines and {summed}. "
    "Nothing was recorded.",
)


def digest_of(content: bytes) -> str:
    """This will give the SHA-256 of a file, by which the same file is known again."""
    return sha256(content).hexdigest()


def known_by(content: bytes) -> str:
    """This will give the digest a bank's text is known by, sent or pasted: not by line ends or blanks around."""
    return digest_of(content.removeprefix(codecs.BOM_UTF8).replace(b"\r\n", b"\n").strip())


def written(layout: Layout, lines: Sequence[LineFacts], accounts: Mapping[str, str], text: str) -> bytes:
    """This will write the file for the bank: one line a token, in their order, and the closing line of the layout.

    `accounts` gives the account of each token. It holds no name, no case number, no district.
    """
    out = io.StringIO()
    table = csv.writer(out, delimiter=layout.delimiter, lineterminator="\r\n")
    table.writerow(column.head for column in layout.columns)
    for place, line in enumerate(lines, start=1):
        cells = {
            "PLACE": str(place),
            "ACCOUNT": _account(accounts[line.token]),
            "AMOUNT": str(line.amount),
            "TOKEN": line.token,
            "TEXT": text_of(layout, text, line.token),
        }
        table.writerow(cells[column.holds] for column in layout.columns)
    if layout.closing:
        table.writerow([layout.closing, str(len(lines)), str(sum(line.amount for line in lines))])
    return out.getvalue().encode()


def _account(said: str) -> str:
    """This will keep the letters and digits of an account, so that no program takes it for a formula."""
    return "".join(sign for sign in said if sign.isascii() and sign.isalnum())


def read(content: bytes, layout: Layout) -> tuple[Told, ...]:
    """This will read a bank's answer; refuses all of it at the first thing that is not as the layout says.

    Every line has its token with a check character, whole rupiah and a known outcome; the closing line agrees with
    the lines. Whether the tokens are this payment's is asked later (`rules.news`).
    """
    answer = layout.answer
    holds, lines, (last, closing) = parts(content, layout, answer, most=ANSWERS_MOST, no_total=NO_TOTAL)
    told = tuple(_told(line, _cells(line, row, holds), answer) for line, row in lines)
    _refuse_total(last, closing, told, answer)
    return told


DAY: Final = Words(
    id="Baris {line}: “{text}” bukan tanggal menurut tata letaknya. Tidak ada yang dicatat.",
    en="Line {line}: “{text}” is not a date by its layout. Nothing was recorded.",
)
NO_SUMS: Final = Words(
    id="Baris {line}: baris penutup “{closing}” dengan jumlah uang keluar dan uang masuk tidak ada. "
    "Tidak ada yang dicatat.",
    en="Line {line}: the closing line “{closing}” with the sums of what went out and came in is missing. "
    "Nothing was recorded.",
)
SUMS: Final = Words(
    id="Baris {line}: penutupnya menyebut keluar {out} dan masuk {into}, padahal isinya keluar {summed_out} dan masuk "
    "{summed_into}. Tidak ada yang dicatat.",
    en="Line {line}: it closes with {out} out and {into} in, while it holds {summed_out} out and {summed_into} in. "
    "Nothing was recorded.",
)
ONE_SIDE: Final = Words(
    id="Baris {line}: tulis uang masuk atau uang keluar, salah satu. Tidak ada yang dicatat.",
    en="Line {line}: money comes in or goes out, one of the two. Nothing was recorded.",
)
_MARK: Final = re.compile(r"\b[BT]-?[0-9A-Z]{4}-?[0-9A-Z]{4}\b")


def read_statement(content: bytes, layout: Layout) -> tuple[Booked, ...]:
    """This will read a bank's statement; refuses all of it at the first thing that is not as the layout says.

    Of a line's text only a number of ours is kept, the first that is whole; names that stand there are read past.
    """
    shape = layout.statement
    holds, rows, (last, closing) = parts(content, layout, shape, most=BOOKED_MOST, no_total=NO_SUMS)
    cells = tuple(_cells(line, row, holds) for line, row in rows)
    lines = tuple(_booked(line, said, shape) for (line, _), said in zip(rows, cells, strict=True))
    told = _sums(last, closing, shape)
    refuse_copies(lines, [said.get("TEXT", "") for said in cells], told)
    _refuse_sums(last, told, lines)
    return lines


def _cells(line: int, cells: Sequence[str], holds: Sequence[str]) -> dict[str, str]:
    if len(cells) != len(holds):
        raise Refusal("bank-file-cells", CELLS.format(line=line, found=len(cells), wanted=len(holds)), field="content")
    return dict(zip(holds, (cell.strip() for cell in cells), strict=True))


def _booked(line: int, said: Mapping[str, str], shape: Statement) -> Booked:
    try:
        on = sensible(datetime.strptime(said["DATE"], shape.days).date())  # noqa: DTZ007 - a day of the bank's calendar
    except (ValueError, Refusal):
        raise Refusal("bank-file-day", DAY.format(line=line, text=short(said["DATE"])), field="content") from None
    out, into = (said[side] if said[side] not in {"", "0"} else "" for side in ("OUT", "IN"))
    if bool(out) == bool(into):
        raise Refusal("bank-file-one-side", ONE_SIDE.format(line=line), field="content")
    balance = said.get("BALANCE", "")
    return Booked(
        line,
        on,
        _amount(line, out or into, shape),
        bool(into),
        _mark(said.get("TEXT", "")),
        _number(said.get("REFERENCE", "")),
        _sum(line, balance, shape) if balance else None,
    )


def _number(text: str) -> str:
    """This will keep a bank's own number; a cell without a digit is none, and might be a name."""
    plain = "".join(sign for sign in text if sign.isascii() and (sign.isalnum() or sign in "-/."))
    return plain[-40:] if any(sign.isdigit() for sign in plain) else ""


def _mark(text: str) -> str:
    for found in _MARK.findall(text.upper()):
        try:
            return refs.parse(found)
        except Refusal:
            continue  # looks like a number of ours and is none
    return ""


def _sums(line: int, cells: Sequence[str], shape: Statement) -> tuple[int, int]:
    filled = [cell.strip() for cell in cells[1:] if cell.strip()]
    if len(filled) != 2:  # noqa: PLR2004 - what went out and what came in
        raise Refusal("bank-file-no-total", NO_SUMS.format(line=line, closing=shape.closing), field="content")
    out, into = (_sum(line, cell, shape) for cell in filled)
    return out, into


def _refuse_sums(line: int, told: tuple[int, int], booked: Sequence[Booked]) -> None:
    sums = tuple(sum(one.amount for one in booked if one.came_in is side) for side in (False, True))
    if told != sums:
        names = ("out", "into", "summed_out", "summed_into")
        said = dict(zip(names, map(rupiah_in_words, (*told, *sums)), strict=True))
        raise Refusal("bank-file-sums", SUMS.format(line=line, **said), field="content")


def _told(line: int, said: Mapping[str, str], answer: Answer) -> Told:
    outcome = answer.outcomes.get(said["OUTCOME"])
    if outcome is None:
        says = OUTCOME.format(line=line, text=short(said["OUTCOME"]), known=", ".join(answer.outcomes))
        raise Refusal("bank-file-outcome", says, field="content")
    return Told(
        place=line,
        token=_token(line, said["TOKEN"]),
        amount=_amount(line, said["AMOUNT"], answer),
        outcome=outcome,
        reference=said.get("REFERENCE", "")[:40],
        reason=said.get("REASON", "")[:60],
    )


def _token(line: int, text: str) -> str:
    try:
        return refs.parse(text, prefix=TOKENS)
    except Refusal:
        raise Refusal("bank-file-mistyped", TOKEN.format(line=line, text=short(text)), field="content") from None


def _amount(line: int, text: str, answer: Answer | Statement) -> int:
    plain = text
    if answer.thousands and answer.thousands in text:
        first, *groups = text.split(answer.thousands)
        plain = "".join((first, *groups)) if 0 < len(first) < 4 and all(len(one) == 3 for one in groups) else ""  # noqa: PLR2004
    if not _DIGITS.fullmatch(plain) or int(plain) == 0:
        raise Refusal("bank-file-not-rupiah", _no_amount(line, text, answer), field="content")
    return int(plain)


def _sum(line: int, text: str, answer: Answer | Statement) -> int:
    return 0 if text == "0" else _amount(line, text, answer)


def _no_amount(line: int, text: str, answer: Answer | Statement) -> Words:
    return AMOUNT.format(line=line, text=short(text), example=f"6{answer.thousands}000{answer.thousands}000")


def _refuse_total(line: int, cells: Sequence[str], told: Sequence[Told], answer: Answer) -> None:
    filled = [cell.strip() for cell in cells[1:] if cell.strip()]
    counted, summed = len(told), sum(one.amount for one in told)
    if len(filled) != 2 or not filled[0].isdecimal():  # noqa: PLR2004 - the count and the total
        raise Refusal("bank-file-no-total", NO_TOTAL.format(line=line, closing=answer.closing), field="content")
    count, total = int(filled[0]), _sum(line, filled[1], answer)
    if (count, total) != (counted, summed):
        said = TOTAL.format(
            line=line, count=count, total=rupiah_in_words(total), counted=counted, summed=rupiah_in_words(summed)
        )
        raise Refusal("bank-file-total", said, field="content")
