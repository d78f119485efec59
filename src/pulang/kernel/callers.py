"""From where a request comes: the address our own server sees, and the network tries are counted under."""

import ipaddress
from typing import Final

_NOWHERE: Final = ipaddress.ip_address("0.0.0.0")  # noqa: S104 - no address at all: a socket file, or nonsense
_NETWORK_BITS: Final = {4: 32, 6: 64}  # an IPv6 customer has a whole network of addresses


def address(remote: str, forwarded: str, *, behind: bool) -> str:
    """This will give the address a request comes from. What the request says about itself is not believed.

    Only where a server in front was declared (`behind`), and only when it speaks from this machine, its last word in
    X-Forwarded-For counts: that one it wrote itself.
    """
    seen = _parsed(remote)
    if behind and (not remote or seen.is_loopback):
        last = forwarded.rpartition(",")[2].strip()
        return str(_parsed(last)) if last else str(seen)
    return str(seen)


def network(seen: str) -> str:
    """This will give what tries are counted under: the address, or the network an IPv6 address belongs to."""
    found = _parsed(seen)
    return str(ipaddress.ip_network(f"{found}/{_NETWORK_BITS[found.version]}", strict=False))


def _parsed(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return _NOWHERE
