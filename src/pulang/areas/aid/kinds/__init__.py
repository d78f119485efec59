"""Every kind of aid, in the order of the sheet; a kind is one module: its words, its choices, how it is reckoned."""

from typing import Final

from pulang.areas.aid.kinds.capital import Capital
from pulang.areas.aid.kinds.in_kind import InKind
from pulang.areas.aid.kinds.living import Living
from pulang.areas.aid.kinds.local_transport import LocalTransport
from pulang.areas.aid.kinds.partner_operations import PartnerOperations
from pulang.areas.aid.kinds.ticket import Ticket
from pulang.areas.aid.rules import Kind

KINDS: Final[tuple[type[Kind], ...]] = (Capital, Living, LocalTransport, InKind, Ticket, PartnerOperations)
