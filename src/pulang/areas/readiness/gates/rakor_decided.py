"""Was the coordination meeting with the ministry held, and does a decision "may proceed" stand?"""

from dataclasses import replace
from datetime import date
from typing import Final

from pulang.areas.readiness.facts import ProgrammeFacts
from pulang.areas.readiness.rules import ProgrammeGate
from pulang.kernel.days import in_words, lasting
from pulang.kernel.findings import Answer, Finding
from pulang.kernel.words import NOTHING, Words, listing, same

ID: Final = "rakor-decided"
_REFERENCE: Final = Words(
    id="Pernyataan Dinas Sosial Kota Kupang, 3 Maret 2019: hasil rakor menjadi rujukan",
    en="Statement of Kupang's social office, 3 March 2019: the meeting's result is the reference",
)


def waits_for(facts: ProgrammeFacts) -> Words:
    """This will name what is waited for in the words of the article of 3 March 2019."""
    return Words(
        id="hasil rapat koordinasi dengan {ministry}",
        en="the result of the coordination meeting with the ministry ({ministry})",
    ).format(ministry=facts.ministry)


def check(facts: ProgrammeFacts) -> Finding:
    """This will ask for a decision "may proceed" in force on the day, not ended, with every condition met."""
    rakor = facts.rakor
    if not rakor.outcome:
        return _undecided(facts)
    if rakor.in_force_on is not None and rakor.in_force_on > facts.day:
        says = Words(id="Keputusan {code} berlaku mulai {day}.", en="Decision {code} takes effect on {day}.").format(
            code=rakor.decision, day=in_words(rakor.in_force_on)
        )
        remedy = Words(id="Siapkan langkah berikutnya sementara menunggu.", en="Prepare the next steps meanwhile.")
        return _waiting(facts, says, remedy)
    if rakor.ended_on is not None:
        says = Words(
            id="Keputusan {code} tidak berlaku lagi sejak {day}.", en="Decision {code} no longer stands since {day}."
        ).format(code=rakor.decision, day=in_words(rakor.ended_on))
        return _waiting(facts, says, _MEET_AGAIN)
    if rakor.outcome in _SAID_NO:
        return _waiting(facts, _SAID_NO[rakor.outcome], _MEET_AGAIN)
    if rakor.open_conditions:
        return _conditions(facts)
    return Finding(
        gate=ID,
        answer=Answer.MET,
        says=Words(id="Boleh jalan menurut keputusan {code}.", en="May proceed by decision {code}.").format(
            code=rakor.decision
        ),
        holder=same(facts.ministry),
        remedy=NOTHING,
        since=rakor.in_force_on,
        source=same(rakor.decision),
    )


_SAID_NO: Final = {
    "REFUSED": Words(id="Rapat koordinasi memutuskan belum boleh jalan.", en="The coordination meeting refused."),
    "DEFERRED": Words(id="Rapat koordinasi menunda keputusan.", en="The coordination meeting put the decision off."),
}
_MEET_AGAIN: Final = Words(
    id="Jadwalkan rapat koordinasi lanjutan dan siapkan jawaban atas alasannya.",
    en="Plan a follow-up meeting and prepare an answer to the reasons given.",
)


def _undecided(facts: ProgrammeFacts) -> Finding:
    rakor = facts.rakor
    if rakor.held_on is not None:
        return _waiting(
            facts,
            Words(
                id="Rapat koordinasi sudah berlangsung pada {day}; keputusannya belum dicatat.",
                en="The coordination meeting was held on {day}; its decision is not recorded yet.",
            ).format(day=in_words(rakor.held_on)),
            Words(id="Catat keputusan rapat.", en="Record the meeting's decision."),
        )
    if rakor.planned_for is not None:
        return _waiting(
            facts,
            Words(
                id="Rapat koordinasi dijadwalkan pada {day}.", en="The coordination meeting is planned for {day}."
            ).format(day=in_words(rakor.planned_for)),
            Words(
                id="Lengkapi berkas rapat: daftar warga, kesiapan pelaksana dan mitra, sumber dana.",
                en="Complete the meeting's papers: the list, who carries it out and with which partner, the money.",
            ),
        )
    return _waiting(
        facts,
        Words(
            id="Rapat koordinasi dengan {ministry} belum punya tanggal.",
            en="The coordination meeting with {ministry} has no date yet.",
        ).format(ministry=facts.ministry),
        Words(
            id="Minta tanggal kepada {ministry} dan kirim usulan agenda.",
            en="Ask {ministry} for a date and send a proposed agenda.",
        ).format(ministry=facts.ministry),
    )


def _conditions(facts: ProgrammeFacts) -> Finding:
    """This will tell every condition at once, and each by itself with who sees to it and until when."""
    parts = tuple(_condition(facts, *condition) for condition in facts.rakor.open_conditions)
    items = listing(
        tuple(_named(text, holder, due_on, facts.day) for text, holder, due_on in facts.rakor.open_conditions)
    )
    holders = dict.fromkeys(holder for _, holder, _ in facts.rakor.open_conditions)
    finding = _waiting(facts, _ONCE_MET.format(items=items), _MEET_THEM)
    # The meeting has said what it had to say.
    return replace(finding, holder=listing(tuple(map(same, holders))), parts=parts if len(parts) > 1 else ())


def _condition(facts: ProgrammeFacts, text: str, holder: str, due_on: date | None) -> Finding:
    says = _ONCE_MET.format(items=_named(text, holder, due_on, facts.day))
    return replace(_waiting(facts, says, _MEET_THEM), holder=same(holder))


def _named(text: str, holder: str, due_on: date | None, day: date) -> Words:
    """This will name a condition, who sees to it, and its day; one whose day is over says for how long."""
    if due_on is None:
        return same(f"{text} ({holder})")
    if due_on >= day:
        return _BY.format(text=text, holder=holder, due=in_words(due_on))
    return _LATE.format(text=text, holder=holder, due=in_words(due_on), n=lasting((day - due_on).days))


_ONCE_MET: Final = Words(
    id="Boleh jalan setelah syarat terpenuhi: {items}.", en="May proceed once these are met: {items}."
)
_MEET_THEM: Final = Words(id="Penuhi syarat, lalu catat buktinya.", en="Meet the conditions and record the evidence.")
_BY: Final = Words(id="{text} ({holder}, paling lambat {due})", en="{text} ({holder}, by {due})")
_LATE: Final = Words(
    id="{text} ({holder}, lewat tenggat {due} selama {n})", en="{text} ({holder}, overdue since {due} by {n})"
)


def _waiting(facts: ProgrammeFacts, says: Words, remedy: Words) -> Finding:
    rakor = facts.rakor
    return Finding(
        gate=ID,
        answer=Answer.NOT_MET,
        says=says,
        holder=same(facts.ministry),
        remedy=remedy,
        since=rakor.ended_on or rakor.decided_on or rakor.held_on or rakor.waited_since or facts.opened_on,
        source=same(rakor.decision) if rakor.decision else _REFERENCE,
    )


GATE: Final = ProgrammeGate(
    id=ID,
    question=Words(
        id="Apakah rapat koordinasi sudah memutuskan boleh jalan?",
        en="Has the coordination meeting said “may proceed”?",
    ),
    awaited=Words(id="hasil rapat koordinasi", en="the result of the coordination meeting"),
    waits_for=waits_for,
    source=_REFERENCE,
    check=check,
)
