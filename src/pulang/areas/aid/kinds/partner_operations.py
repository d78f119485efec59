"""What the partner institution needs for its work: by institution, so it stands on no person's sheet."""

from typing import ClassVar

from pulang.areas.aid.rules import Kind, Per, RateKind
from pulang.kernel.words import Words


class PartnerOperations(Kind):
    """What the partner institution needs for its work: by institution, so it stands on no person's sheet."""

    code: ClassVar = RateKind.PARTNER_OPERATIONS
    words: ClassVar = Words(id="operasional LKS", en="the partner's operations")
    choices: ClassVar = frozenset()
    per: ClassVar = Per.PARTNER
