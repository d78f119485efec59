"""The papers of a meeting: minutes to be signed, and the invitation as a letter; every value is data, never markup."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pulang.doors.web import labels, printing
from pulang.doors.web.words import language, told
from pulang.flows.minutes import Minutes, Point, Told, ToldCondition
from pulang.kernel.days import in_words
from pulang.kernel.words import Words, same


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a paper: `kind` is `h` for a heading, `p` for a paragraph, `li` for an entry of a list."""

    kind: str
    words: Words


def set_paper(template: str, said: dict[str, Any]) -> bytes:
    """This will set a paper whose title and properties say nothing about what it is for."""
    layout = (Path(__file__).parent / template).read_bytes()
    return printing.pdf(layout, {**said, "lang": language()})


def minutes(drawn: Minutes, *, number: str, on: date, address: str, square: str) -> bytes:
    """This will set minutes with room for signatures, their number, and a square that leads to the check page."""
    deciders = [name for name, decides in drawn.present if decides]
    said = {
        "title": told(Words(id="Notulen rapat", en="Minutes of a meeting")),
        "number": told(_NUMBER.format(number=number, day=in_words(on))),
        "lines": [{"kind": line.kind, "text": told(line.words)} for line in lines(drawn)],
        "signing": told(Words(id="Ditandatangani untuk", en="Signed for")),
        "signers": deciders,
        "check": told(_CHECK),
        "address": address,
        "square": square,
    }
    return set_paper("minutes.typ", said)


def invitation(*, on: Words, to: Sequence[str], points: Sequence[str], sender: str, written_on: date) -> bytes:
    """This will set the letter that invites agencies to a meeting, worded so that it tells a passer-by nothing.

    Its number is the office's own and is written in by hand.
    """
    said = {
        "title": told(Words(id="Undangan rapat koordinasi", en="Invitation to a coordination meeting")),
        "sender": sender,
        "date": told(in_words(written_on)),
        "number": told(Words(id="Nomor:", en="Number:")),
        "to_head": told(Words(id="Kepada", en="To")),
        "to": list(to),
        "body": told(_INVITES.format(day=on)),
        "points_head": told(Words(id="Agenda", en="Agenda")),
        "points": list(points),
        "end": told(_ANSWER),
        "signing": told(Words(id="Hormat kami,", en="Yours sincerely,")),
    }
    return set_paper("invitation.typ", said)


def lines(drawn: Minutes) -> tuple[Line, ...]:
    """This will write minutes out, line by line, for the page and the paper alike."""
    return tuple(_lines(drawn))


def _lines(drawn: Minutes) -> Iterator[Line]:
    yield _p(Words(id="{title}, {day}.", en="{title}, {day}.").format(title=drawn.title, day=in_words(drawn.held_on)))
    if drawn.note:
        yield _p(same(drawn.note))
    yield _h(Words(id="Yang hadir", en="Present"))
    for name, decides in drawn.present:
        yield _li((_DECIDES if decides else _LISTENS).format(name=name))
    if drawn.lacked:
        yield _p(_NO_QUORUM.format(names=", ".join(drawn.lacked)))
    for point in drawn.points:
        yield from _point(point)
    if drawn.beside:
        yield _h(Words(id="Keputusan di luar agenda", en="Decided outside the agenda"))
        for one in drawn.beside:
            yield from _decision(one)


def _point(point: Point) -> Iterator[Line]:
    yield _h(
        Words(id="Butir {code}. {question}", en="Point {code}. {question}").format(
            code=point.code, question=point.question
        )
    )
    if point.cases is not None:
        yield _p(Words(id="{n} berkas menunggu.", en="{n} cases wait.").format(n=point.cases))
    if point.missing:
        yield _p(Words(id="Belum ada: {what}", en="Still lacking: {what}").format(what=point.missing))
    if not point.decisions:
        yield _p(Words(id="Belum diputuskan.", en="Not decided yet."))
    for one in point.decisions:
        yield from _decision(one)


def _decision(one: Told) -> Iterator[Line]:
    yield _p(
        Words(id="{code}: {outcome}. Berlaku mulai {day}{until}{ended}.", en="{code}: {outcome}. In force from "
              "{day}{until}{ended}.").format(
            code=one.code,
            outcome=labels.named(labels.OUTCOMES, one.outcome),
            day=in_words(one.in_force_on),
            until=_day(_UNTIL, one.until),
            ended=_day(_ENDED, one.ended_on),
        )
    )  # fmt: skip
    if one.reason:
        yield _p(Words(id="Alasan: {why}", en="Reason: {why}").format(why=one.reason))
    if one.holder:
        yield _p(
            Words(id="Pelaksana: {who}{due}.", en="Carried out by {who}{due}.").format(
                who=one.holder, due=_day(_DUE, one.due_on)
            )
        )
    for condition in one.conditions:
        yield _li(_condition(condition))


def _condition(one: ToldCondition) -> Words:
    state = _NOT_MET if one.met_on is None else _MET.format(day=in_words(one.met_on))
    return Words(id="Syarat: {text} ({who}{due}) – {state}", en="Condition: {text} ({who}{due}) – {state}").format(
        text=one.text, who=one.holder, due=_day(_DUE, one.due_on), state=state
    )


def _day(words: Words, day: date | None) -> Words:
    return same("") if day is None else words.format(day=in_words(day))


def _h(words: Words) -> Line:
    return Line(kind="h", words=words)


def _p(words: Words) -> Line:
    return Line(kind="p", words=words)


def _li(words: Words) -> Line:
    return Line(kind="li", words=words)


_NUMBER = Words(id="Nomor {number}, dibuat {day}", en="Number {number}, drawn up on {day}")
_CHECK = Words(
    id="Keaslian kertas ini dapat diperiksa siapa saja di alamat berikut:",
    en="Anybody can check at this address that the paper is genuine:",
)
_DECIDES = Words(id="{name}, dengan mandat memutuskan", en="{name}, with a mandate to decide")
_LISTENS = Words(id="{name}", en="{name}")
_NO_QUORUM = Words(
    id="Tidak kuorum: {names} tidak hadir dengan mandat memutuskan.",
    en="No quorum: {names} did not come with a mandate to decide.",
)
_UNTIL = Words(id=" sampai sebelum {day}", en=" until before {day}")
_ENDED = Words(id=", tidak berlaku lagi sejak {day}", en=", no longer standing since {day}")
_DUE = Words(id=", paling lambat {day}", en=", by {day}")
_MET = Words(id="terpenuhi {day}", en="met on {day}")
_NOT_MET = Words(id="belum terpenuhi", en="not met yet")
_INVITES = Words(
    id="Dengan hormat, kami mengundang Anda ke rapat koordinasi pada {day}. Mohon hadir dengan mandat memutuskan.",
    en="We invite you to a coordination meeting on {day}. Please come with a mandate to decide.",
)
_ANSWER = Words(
    id="Bahan rapat ada di layanan. Bila berhalangan, mohon beri tahu kami dan usulkan tanggal lain.",
    en="The papers are in the service. If you cannot come, please tell us and propose another day.",
)
