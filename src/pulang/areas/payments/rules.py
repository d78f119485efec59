"""How aid is paid without exposing anybody: batches of at least ten, tokens, neutral texts, nothing twice."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from pulang.areas.payments.facts import (
    Appointment,
    Booked,
    Fault,
    Layout,
    Line,
    LineFacts,
    Outcome,
    Told,
    Unmatched,
    Way,
)
from pulang.kernel.days import rupiah_in_words
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

TOKENS: Final = "T"
LEAST: Final = 10  # people in a batch: whoever sees the bank's file learns of many at once, and of nobody alone
MOST: Final = 200  # people in a batch, as in a copy that leaves
TEXT_MOST: Final = 35  # signs of a transfer's text that every bank keeps
NEUTRAL_TEXT: Final = "Transfer dana"

# Words that must not stand in a person's bank statement, wherever they are put together.
_TELLING: Final = re.compile(
    r"pulang|dinsos|sosial|kemensos|bantu|warga|dampingan|rehab|eks|korban|migran|bansos|reintegr",
    re.IGNORECASE,
)
_TEXT_SIGNS: Final = re.compile(r"[A-Za-z0-9 ./\-]*")

TOO_FEW: Final = Words(
    id="Daftar ini hanya berisi {count} orang; paling sedikit {least}, agar tidak seorang pun tampak sendirian di "
    "bank. Gabungkan dengan yang lain.",
    en="This list holds only {count} people; at least {least}, so that nobody stands alone before the bank. "
    "Put it together with others.",
)
TOO_MANY: Final = Words(
    id="Daftar ini berisi {count} orang; paling banyak {most}. Bagi menjadi beberapa daftar.",
    en="This list holds {count} people; at most {most}. Split it into several lists.",
)
TELLING: Final = Words(
    id="Berita transfer terbaca di buku rekening orang. Pakai kata netral, seperti “{neutral}”.",
    en="The text of a transfer is read in a person's bank statement. Use neutral words, such as “{neutral}”.",
)
NOT_APPROVED: Final = Words(
    id="Pembayaran ini belum disetujui orang kedua; belum ada yang dikirim.",
    en="A second person has not approved this payment yet; nothing is sent.",
)
NO_BATCH: Final = Words(id="Pembayaran ini tidak berisi daftar penerima.", en="This payment holds no list of people.")
NO_TRANSFERS: Final = Words(
    id="Tidak ada yang dibayar lewat bank dalam daftar ini; siapkan amplopnya.",
    en="Nobody in this list is paid through the bank; prepare the envelopes.",
)
STRANGE_TOKEN: Final = Words(
    id="Baris {place}: kode {token} tidak ada dalam pembayaran ini. Tidak ada yang dicatat.",
    en="Line {place}: the token {token} is not in this payment. Nothing was recorded.",
)
NOT_SENT: Final = Words(
    id="Baris {place}: kode {token} tidak pernah dikirim ke bank. Tidak ada yang dicatat.",
    en="Line {place}: the token {token} was never sent to the bank. Nothing was recorded.",
)
OTHER_AMOUNT: Final = Words(
    id="Baris {place}: jumlahnya {found}, sedangkan yang dikirim {sent}. Tidak ada yang dicatat.",
    en="Line {place}: the amount is {found}, while {sent} was sent. Nothing was recorded.",
)
CONTRADICTS: Final = Words(
    id="Baris {place}: kode {token} sudah tercatat lain hasilnya. Tanyakan kepada bank. Tidak ada yang dicatat.",
    en="Line {place}: something else is recorded for the token {token}. Ask the bank. Nothing was recorded.",
)
TWICE_IN_FILE: Final = Words(
    id="Baris {place}: kode {token} sudah ada di baris {first}. Tidak ada yang dicatat.",
    en="Line {place}: the token {token} stands in line {first} already. Nothing was recorded.",
)
KNOWN_FILE: Final = Words(
    id="Berkas hasil ini sudah dimasukkan pada {on}; tidak ada yang dicatat dua kali.",
    en="This result was taken over already on {on}; nothing is recorded twice.",
)
KNOWN_STATEMENT: Final = Words(
    id="Rekening koran ini sudah dimasukkan pada {on}; tidak ada yang dicatat dua kali.",
    en="This statement was taken over already on {on}; nothing is recorded twice.",
)
ALREADY_ASKED: Final = Words(
    id="Sudah diajukan atau dibayar: {cases}. Tidak ada yang dicatat.",
    en="Already asked for or paid: {cases}. Nothing was recorded.",
)
NO_ENVELOPE: Final = Words(id="Tidak ada amplop yang menunggu untuk berkas ini.", en="No envelope waits for this case.")
NO_APPOINTMENT: Final = Words(
    id="Belum ada janji temu yang sudah lewat untuk amplop ini; tawarkan dulu waktunya.",
    en="No appointment for this envelope has passed yet; offer a time first.",
)


def refuse_size(people: int, *, again: bool) -> None:
    """This will refuse a list with too few people to hide in, or too many; a list of tries again may be short.

    Those who are tried again stood in a large list before, so the bank learns nothing new of them.
    """
    if people < LEAST and not again:
        raise Refusal("batch-too-small", TOO_FEW.format(count=people, least=LEAST), field="cases")
    if people > MOST:
        raise Refusal("batch-too-large", TOO_MANY.format(count=people, most=MOST), field="cases")


def refuse_telling(text: str) -> None:
    """This will refuse a transfer text that tells where the money comes from, or that a bank would cut."""
    if len(text) > TEXT_MOST or _TELLING.search(text) or not _TEXT_SIGNS.fullmatch(text):
        raise Refusal("transfer-text-tells", TELLING.format(neutral=NEUTRAL_TEXT), field="text")


def news(told: Iterable[Told], standing: Mapping[str, LineFacts]) -> tuple[Told, ...]:
    """This will give what a bank's answer adds to what is known; refuses what cannot be, with its line.

    What is known already is passed over, so that an answer that is sent again, or grows day by day, counts once.
    """
    seen: dict[str, int] = {}
    fresh = []
    for one in told:
        if one.token in seen:
            said = TWICE_IN_FILE.format(place=one.place, token=one.token, first=seen[one.token])
            raise Refusal("bank-file-duplicate", said, field="content")
        seen[one.token] = one.place
        if _adds(one, standing.get(one.token)):
            fresh.append(one)
    return tuple(fresh)


def _adds(one: Told, line: LineFacts | None) -> bool:
    if line is None:
        raise Refusal("bank-file-token", STRANGE_TOKEN.format(place=one.place, token=one.token), field="content")
    if line.way is not Way.TRANSFER or line.sent_on is None:
        raise Refusal("bank-file-not-sent", NOT_SENT.format(place=one.place, token=one.token), field="content")
    if one.amount != line.amount:
        said = OTHER_AMOUNT.format(
            place=one.place, found=rupiah_in_words(one.amount), sent=rupiah_in_words(line.amount)
        )
        raise Refusal("bank-file-amount", said, field="content")
    if line.outcome is one.outcome:
        return False
    follows = {None: {Outcome.PAID, Outcome.FAILED}, Outcome.PAID: {Outcome.RETURNED}}
    # A bank that tells of the return alone says with it that the money had gone out.
    if one.outcome not in follows.get(line.outcome, set()) and (line.outcome, one.outcome) != (None, Outcome.RETURNED):
        raise Refusal("bank-file-contradicts", CONTRADICTS.format(place=one.place, token=one.token), field="content")
    return True


BACK: Final = frozenset({Outcome.HELD, Outcome.FAILED, Outcome.RETURNED})  # tied again, for another try
UNREACHED: Final = frozenset({*BACK, Outcome.UNCOLLECTED})


def step_of(outcome: Outcome) -> int:
    """This will number an outcome: 1 for the first word on a line, 2 for a return after it."""
    return 2 if outcome is Outcome.RETURNED else 1


def back(lines: Iterable[Line | LineFacts], outcomes: Mapping[str, Outcome], kinds: Collection[Outcome]) -> int:
    """This will add up the money of those lines that came to one of some outcomes, in whole rupiah."""
    return sum(line.amount for line in lines if outcomes.get(line.token) in kinds)


def refuse_unready(lines: Collection[LineFacts], *, approved: bool) -> None:
    """This will refuse to send what is no batch, was not approved, or has no transfers in it."""
    if not lines:
        raise Refusal("payment-has-no-list", NO_BATCH)
    if not approved:
        raise Refusal("batch-not-approved", NOT_APPROVED)
    if not any(line.way is Way.TRANSFER for line in lines):
        raise Refusal("batch-has-no-transfers", NO_TRANSFERS)


def refuse_unmet(appointment: Appointment | None, day: date) -> None:
    """This will refuse to call an envelope uncollected before she had a time at which to come."""
    if appointment is None or day <= appointment.on:
        raise Refusal("no-appointment", NO_APPOINTMENT, field="happened_on")


def text_of(layout: Layout, text: str, token: str) -> str:
    """This will give the text of one transfer: neutral words and the token, by which it is found again."""
    assert layout.columns, "a layout has columns"
    return f"{text} {token}"[:TEXT_MOST]


def unmatched(booked: Iterable[Booked], ours: Iterable[Booked], sent: Collection[str] = ()) -> tuple[Unmatched, ...]:
    """This will name every difference between a bank's lines and ours; none is the good answer.

    A line has its other half when number, direction and amount are the same, and each half is used once. `sent` are
    the tokens that went to the bank and by our books have not arrived.
    """
    waiting: dict[tuple[str, bool], list[Booked]] = {}
    for one in ours:
        waiting.setdefault((one.mark, one.came_in), []).append(one)
    known, found = set(waiting), []
    for line in booked:
        halves = waiting.get((line.mark, line.came_in), [])
        if halves and halves[0].amount == line.amount:
            halves.pop(0)
            continue
        fault = Fault.NO_MARK if not line.mark else Fault.NOT_ARRIVED if line.mark in sent else Fault.NOT_OURS
        if (line.mark, line.came_in) in known:
            fault = Fault.OTHER_AMOUNT if halves else Fault.TWICE
        found.append(Unmatched(line.mark, line.on, line.amount, line.came_in, fault))
    missing = [half for halves in waiting.values() for half in halves]
    found += [Unmatched(one.mark, one.on, one.amount, one.came_in, Fault.NOT_BOOKED) for one in missing]
    return tuple(sorted(found, key=lambda one: (one.on, one.mark)))


COPY_BY_NUMBER: Final = Words(
    id="Baris {line}: salinan baris {first}, dengan nomor transaksi bank yang sama. Tidak ada yang dicatat.",
    en="Line {line}: a copy of line {first}, with the same number of the bank. Nothing was recorded.",
)
COPY_BY_BALANCE: Final = Words(
    id="Baris {line}: salinan baris {first}, dengan saldo yang sama. Tidak ada yang dicatat.",
    en="Line {line}: a copy of line {first}, with the same balance. Nothing was recorded.",
)
COPY_BY_SUM: Final = Words(
    id="Baris {line}: salinan baris {first}, yang tidak terhitung dalam baris penutup. Tidak ada yang dicatat.",
    en="Line {line}: a copy of line {first}, which the closing line does not count. Nothing was recorded.",
)
BALANCE: Final = Words(
    id="Baris {line}: saldonya {found}, padahal menurut baris di dekatnya {reckoned}. Ada baris yang kurang, lebih "
    "atau berubah. Tidak ada yang dicatat.",
    en="Line {line}: its balance is {found}, while the lines beside it lead to {reckoned}. A line is missing, too many "
    "or changed. Nothing was recorded.",
)
KNOWN_LINES: Final = Words(
    id="{known} dari {count} baris sudah dikenal dari rekening koran sebelumnya; tidak dicatat lagi: baris {lines}.",
    en="{known} of {count} lines were already known from an earlier statement; not recorded again: lines {lines}.",
)


def refuse_copies(booked: Sequence[Booked], said: Sequence[str], summed: tuple[int, int] | None = None) -> None:
    """This will refuse a line that is a copy of another one, by what the file itself shows of it.

    Two people may be sent the same amount on one day, and two such lines are no copies: only the bank's own number, a
    balance that does not follow or a closing line that does not count it shows one. `said` is the text of each line;
    `summed` is what the closing line says went out and came in.
    """
    _refuse_balances(booked, said)
    over = None if summed is None else _too_much(booked, summed)
    seen: dict[object, Booked] = {}
    for line, text in zip(booked, said, strict=True):
        first = seen.setdefault((_alike(line), line.reference, line.balance, text), line)
        if first is line:
            continue
        if line.reference and line.balance is None:
            raise _copy(COPY_BY_NUMBER, line, first)
        if over == ((0, line.amount) if line.came_in else (line.amount, 0)):
            raise _copy(COPY_BY_SUM, line, first)


def _copy(words: Words, line: Booked, first: Booked) -> Refusal:
    return Refusal("bank-file-duplicate", words.format(line=line.place, first=first.place), field="content")


def _too_much(booked: Sequence[Booked], summed: tuple[int, int]) -> tuple[int, int]:
    out, into = (sum(one.amount for one in booked if one.came_in is side) for side in (False, True))
    return out - summed[0], into - summed[1]


def _refuse_balances(booked: Sequence[Booked], said: Sequence[str]) -> None:
    """This will refuse a balance that does not follow, whether the oldest line stands first or last."""
    breaks = [_break(booked), _break(booked[::-1])]
    if not all(breaks):
        return
    found = breaks[booked[0].on > booked[-1].on]
    assert found is not None, "both ways break"
    line, reckoned = found
    texts = dict(zip((one.place for one in booked), said, strict=True))
    for other in booked:
        if other.place < line.place and _same(other, line) and texts[other.place] == texts[line.place]:
            raise _copy(COPY_BY_BALANCE, line, other)
    assert line.balance is not None, "a line without one breaks nothing"
    told = BALANCE.format(line=line.place, found=rupiah_in_words(line.balance), reckoned=rupiah_in_words(reckoned))
    raise Refusal("bank-file-balance", told, field="content")


def _break(lines: Sequence[Booked]) -> tuple[Booked, int] | None:
    """This will find the first balance that those before it do not lead to, and what they lead to."""
    stands: int | None = None
    for line in lines:
        if stands is not None:
            stands += line.amount if line.came_in else -line.amount
        if line.balance is None:
            continue
        if stands is not None and stands != line.balance:
            return line, stands
        stands = line.balance
    return None


def fresh(booked: Iterable[Booked], known: Iterable[Booked]) -> tuple[Booked, ...]:
    """This will give the lines of a statement that no earlier one told; statements may overlap.

    Each known line answers for one line, so of two equal transfers only as many are known as were told before. A
    number or a balance decides where both tell it; a statement that does not tell them is known by the rest.
    """
    waiting = Counter(_exact(one) for one in known)
    left = [line for line in booked if not _taken(waiting, _exact(line))]
    rest: dict[object, list[Booked]] = {}
    for key, count in waiting.items():
        rest.setdefault(_alike(key), []).extend([key] * count)
    return tuple(line for line in left if not _answered(rest.get(_alike(line), []), line))


def _exact(line: Booked) -> Booked:
    return replace(line, place=0)


def _taken(waiting: "Counter[Booked]", line: Booked) -> bool:
    there = waiting[line] > 0
    waiting[line] -= there
    return there


def _answered(halves: list[Booked], line: Booked) -> bool:
    half = next((one for one in halves if _may_be(one, line)), None)
    if half is not None:
        halves.remove(half)
    return half is not None


def _alike(line: Booked) -> tuple[date, int, bool, str]:
    return line.on, line.amount, line.came_in, line.mark


def _same(one: Booked, other: Booked) -> bool:
    return _exact(one) == _exact(other)


def _may_be(one: Booked, other: Booked) -> bool:
    """This will say that nothing tells two like lines apart; a bank's own number counts more than a balance."""
    if one.reference and other.reference:
        return one.reference == other.reference
    return one.balance == other.balance or None in {one.balance, other.balance}
