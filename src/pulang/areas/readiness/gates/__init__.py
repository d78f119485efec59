"""Every gate, in the order they are read. A new gate is one module here and one line below."""

from typing import Final

from pulang.areas.readiness.gates import (
    account_ready,
    aid_funds_confirmed,
    beneficiary_decreed,
    choice_informed,
    consent_current,
    identity_verified,
    itinerary_ready,
    legal_basis,
    no_open_duplicate,
    no_open_objection,
    partner_ready,
    rakor_decided,
    receiver_acknowledged,
    screening_done,
    travel_funds_released,
)
from pulang.areas.readiness.rules import CaseGate, ProgrammeGate

PROGRAMME_GATES: Final[tuple[ProgrammeGate, ...]] = (
    legal_basis.GATE,
    rakor_decided.GATE,
    partner_ready.GATE,
    travel_funds_released.GATE,
    aid_funds_confirmed.GATE,
)

CASE_GATES: Final[tuple[CaseGate, ...]] = (
    choice_informed.GATE,
    identity_verified.GATE,
    screening_done.GATE,
    no_open_duplicate.GATE,
    consent_current.GATE,
    itinerary_ready.GATE,
    receiver_acknowledged.GATE,
    no_open_objection.GATE,
    beneficiary_decreed.GATE,
    account_ready.GATE,
)

PROGRAMME_BY_ID: Final = {gate.id: gate for gate in PROGRAMME_GATES}
CASE_BY_ID: Final = {gate.id: gate for gate in CASE_GATES}
BY_ID: Final[dict[str, CaseGate | ProgrammeGate]] = {**PROGRAMME_BY_ID, **CASE_BY_ID}
# What a receiving office reads of: what the whole programme waits for, the way, and its own word.
ON_THE_SHEET: Final = frozenset({*PROGRAMME_BY_ID, itinerary_ready.GATE.id, receiver_acknowledged.GATE.id})
WAIVABLE: Final = frozenset(gate.id for gate in BY_ID.values() if gate.waivable)
