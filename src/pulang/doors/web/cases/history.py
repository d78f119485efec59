"""The way a case went: everything recorded, newest first, without a personal value and without a user's name."""

from collections.abc import Iterator, Mapping
from datetime import date

from pulang.areas.boards.facts import Beside
from pulang.areas.cases.facts import CaseFile, ConsentLine
from pulang.doors.web import labels, parts
from pulang.kernel.words import Words, same


def timeline_of(file: CaseFile, beside: Beside) -> tuple[parts.Event, ...]:
    """This will tell everything that was recorded, newest first, with the agency that did it."""
    names, done_by = beside.names, beside.done_by
    told = sorted(_told(file, names), key=lambda one: (one[0], one[1]), reverse=True)
    return tuple(parts.Event(title=words, on=on, by=_by(names, done_by.get(act, ""))) for on, act, words in told)


def _by(names: Mapping[str, str], agency: str) -> Words | None:
    return same(names[agency]) if agency in names else None


def _told(file: CaseFile, names: Mapping[str, str]) -> Iterator[tuple[date, int, Words]]:
    yield file.ref.opened_on, 0, Words(id="Berkas didaftarkan", en="Case registered")
    for choice in file.choices:
        yield choice.on, choice.act, _of("Pilihan: {what}", "Choice: {what}", labels.CHOICES, choice.choice)
    for consent in file.consent_lines:
        yield consent.on, consent.act, _consented(consent)
    for attempt in file.attempts:
        yield (
            attempt.on,
            attempt.act,
            _of("Verifikasi: {what}", "Verification: {what}", labels.ATTEMPTS, attempt.outcome),
        )
    for screening in file.screenings:
        yield screening.on, screening.act, _screened(screening.outcome)
    for wish in file.wishes:
        yield wish.on, wish.act, Words(id="Cara bepergian dicatat", en="Travel wish recorded")
    yield from _done(file, names)


def _done(file: CaseFile, names: Mapping[str, str]) -> Iterator[tuple[date, int, Words]]:
    for objection in file.objections:
        yield (
            objection.on,
            objection.act,
            _of("Keberatan: {what}", "Objection: {what}", labels.OBJECTIONS, objection.event),
        )
    for move in file.moves:
        yield move.on, move.act, _of("Langkah: {what}", "Step: {what}", labels.MOVES, move.move)
    for given in file.assignments:
        yield given.on, given.act, _handed(given.event, names.get(given.agency, given.agency))
    for double in file.duplicates:
        yield double.on, double.act, _DOUBLES[double.event]


def _screened(outcome: str) -> Words:
    return _of("Penapisan: {what}", "Screening: {what}", labels.SCREENINGS, outcome)


def _of(indonesian: str, english: str, known: labels.Labels, code: str) -> Words:
    return Words(id=indonesian, en=english).format(what=labels.named(known, code))


def _consented(line: ConsentLine) -> Words:
    return Words(id="{event}: {purpose}", en="{event}: {purpose}").format(
        event=labels.named(labels.CONSENTS, line.event), purpose=labels.named(labels.PURPOSES, line.purpose)
    )


def _handed(event: str, agency: str) -> Words:
    if event == "GIVEN":
        return Words(id="Diserahkan kepada {who}", en="Given to {who}").format(who=agency)
    return Words(id="Diambil kembali dari {who}", en="Taken back from {who}").format(who=agency)


_DOUBLES = {
    "FLAGGED": Words(id="Mungkin orang yang sama dengan berkas lain", en="Perhaps the same person as in another case"),
    "HINTED": Words(
        id="Ada yang didaftarkan dan mungkin orang yang sama; pendaftarnya tidak tahu berkas ini",
        en="Somebody was registered who may be the same person; whoever did it does not know of this case",
    ),
    "SAME": Words(id="Diputuskan: orang yang sama", en="Decided: the same person"),
    "DIFFERENT": Words(id="Diputuskan: orang yang berbeda", en="Decided: different people"),
}
