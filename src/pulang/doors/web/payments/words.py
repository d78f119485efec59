"""Words for the ways and the outcomes of payments."""

from pulang.areas.payments.facts import Outcome, Way
from pulang.doors.web.labels import Labels
from pulang.kernel.words import Words

WAYS: Labels = {
    Way.TRANSFER: Words(id="Lewat bank", en="Through the bank"),
    Way.CASH: Words(id="Amplop", en="Envelope"),
}
OUTCOMES: Labels = {
    Outcome.HELD: Words(id="Ditahan", en="Held back"),
    Outcome.PAID: Words(id="Sampai", en="Arrived"),
    Outcome.FAILED: Words(id="Gagal", en="Failed"),
    Outcome.RETURNED: Words(id="Dikembalikan bank", en="Sent back by the bank"),
    Outcome.COLLECTED: Words(id="Sudah diambil", en="Collected"),
    Outcome.UNCOLLECTED: Words(id="Tidak diambil", en="Not collected"),
}
