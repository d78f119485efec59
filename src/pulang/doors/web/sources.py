"""Where something stands written: a sentence with the address of a page in it, if it names one."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

_ADDRESS = re.compile(r"https?://[^\s<>\"]+")


@dataclass(frozen=True, slots=True)
class Cited:
    """A source as it is shown: its words, and where they can be read."""

    text: str
    url: str = ""


def cited(source: str) -> Cited:
    """This will part a source into words and address; an address is called by its host."""
    found = _ADDRESS.search(source)
    if found is None:
        return Cited(source)
    url = found[0].rstrip(".,;)")
    words = source.replace(found[0], "").strip(" ,;()-–")
    return Cited(", ".join(filter(None, (urlsplit(url).netloc, words))), url)
