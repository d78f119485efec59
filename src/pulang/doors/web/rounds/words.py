"""Words of frozen lists: what verifying had come to."""

from typing import Final

from pulang.areas.rounds.rules import Listed
from pulang.doors.web.labels import Labels
from pulang.kernel.words import Words

LISTED: Final[Labels] = {
    Listed.ACCEPTED: Words(id="Terverifikasi", en="Verified"),
    Listed.NOT_YET: Words(id="Belum lengkap", en="Not complete yet"),
    Listed.NOT_REACHED: Words(id="Belum bertemu", en="Not reached"),
    Listed.NOT_TRIED: Words(id="Belum dicoba", en="Not tried yet"),
}
