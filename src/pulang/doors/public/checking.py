"""Looks a written site through: whole, keeping to itself, every link leading somewhere, data as its dictionary says.

For `pulang publish FOLDER --check`, on the machine that serves it too: it needs no database.
"""

import csv
import hashlib
import io
import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final

from pulang.kernel.words import Words

SUMS: Final = "SHA256SUMS"
_ASKS: Final = {"src", "srcset", "poster", "action", "formaction", "data", "background", "ping", "manifest"}
_NEVER: Final = {"script", "iframe", "object", "embed", "form", "img", "video", "audio", "base"}
_ELSEWHERE: Final = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
_STYLE_ASKS: Final = re.compile(r"@import|url\(", re.IGNORECASE)
_FEED_LINK: Final = re.compile(r'<link(?: rel="(\w+)")? href="([^"]+)"/>')
_PROPERTIES: Final = ("name", "licenses", "resources", "created", "version")

_MISSING: Final = Words(
    id="{path} menunjuk ke {target}, yang tidak ada.", en="{path} leads to {target}, which is not there."
)
_ASKS_OTHERS: Final = Words(
    id="{path} meminta sesuatu dari luar: {target}.", en="{path} asks somebody else for something: {target}."
)
_LEADS_ODDLY: Final = Words(
    id="{path} menunjuk ke luar, tetapi tidak lewat https: {target}.",
    en="{path} leads elsewhere, and not by https: {target}.",
)
_HOLDS: Final = Words(id="{path} memuat <{target}>.", en="{path} holds <{target}>.")
_KEEPS: Final = Words(id="{path} menyimpan sesuatu di peramban.", en="{path} keeps something in the browser.")
_NO_POLICY: Final = Words(id="{path} tanpa kebijakan isi.", en="{path} has no content policy.")
_SUM: Final = Words(id="{path} tidak sama dengan jumlah periksanya.", en="{path} is not what its checksum says.")
_UNLISTED: Final = Words(id="{path} tidak ada di daftar berkas.", en="{path} is not in the list of files.")
_LACKS: Final = Words(id="{path} tanpa “{target}”.", en="{path} lacks “{target}”.")
_COLUMNS: Final = Words(id="Kolom {path} bukan yang di kamusnya.", en="The columns of {path} are not its dictionary's.")
_CELL: Final = Words(
    id="{path}, baris {target}: isinya bukan jenis kolomnya.", en="{path}, line {target}: not of its column's kind."
)
_NO_SITE: Final = Words(id="Di {path} tidak ada situs.", en="There is no site in {path}.")


def read(folder: Path) -> dict[str, bytes]:
    """This will read every file of a folder by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def faults(files: Mapping[str, bytes], *, address: str = "/") -> tuple[Words, ...]:
    """This will name everything that is wrong with a site, in the order of its files; empty is good."""
    if SUMS not in files:
        return (_NO_SITE.format(path="."),)
    found = [*_sums(files)]
    for path, content in sorted(files.items()):
        if path.endswith(".html"):
            found += _page(path, content.decode(), files)
        elif path.endswith(".css") and _STYLE_ASKS.search(content.decode()):
            found.append(_ASKS_OTHERS.format(path=path, target="url()"))
        elif path.endswith("atom.xml"):
            found += _feed(path, content.decode(), files, address)
        elif path.endswith("datapackage.json"):
            found += _package(path, content, files)
    return tuple(dict.fromkeys(found))


def _sums(files: Mapping[str, bytes]) -> Iterator[Words]:
    listed = {}
    for line in files[SUMS].decode().splitlines():
        digest, _, path = line.partition("  ")
        listed[path] = digest
    for path, digest in listed.items():
        if path not in files or hashlib.sha256(files[path]).hexdigest() != digest:
            yield _SUM.format(path=path)
    for path in files:
        if path not in listed and path != SUMS:
            yield _UNLISTED.format(path=path)


class _Read(HTMLParser):
    """Gathers what a page asks for, where it leads, and what stands in it."""

    def __init__(self) -> None:
        super().__init__()
        self.leads: list[str] = []
        self.asks: list[str] = []
        self.holds: list[str] = []
        self.places: set[str] = set()
        self.policy = False
        self.keeps = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """This will note one element."""
        said = {name: value or "" for name, value in attrs}
        if tag in _NEVER or any(name.startswith("on") for name in said):
            self.holds.append(tag)
        self.asks += [value for name, value in said.items() if name in _ASKS]
        if "href" in said:
            (self.leads if tag == "a" else self.asks).append(said["href"])
        if "id" in said:
            self.places.add(said["id"])
        if tag == "meta":
            equivalent = said.get("http-equiv", "").lower()
            self.policy |= equivalent == "content-security-policy" and "default-src 'none'" in said.get("content", "")
            self.keeps |= equivalent == "set-cookie"
            if equivalent == "refresh":
                self.asks.append(said.get("content", ""))


def _page(path: str, text: str, files: Mapping[str, bytes]) -> Iterator[Words]:
    read_ = _Read()
    read_.feed(text)
    if not read_.policy:
        yield _NO_POLICY.format(path=path)
    if read_.keeps:
        yield _KEEPS.format(path=path)
    for tag in read_.holds:
        yield _HOLDS.format(path=path, target=tag)
    for target in read_.asks:
        if _ELSEWHERE.match(target):
            yield _ASKS_OTHERS.format(path=path, target=target)
    yield from (_LEADS_ODDLY.format(path=path, target=one) for one in read_.leads if _is_odd(one))
    for target in (*read_.asks, *read_.leads):
        # What leads elsewhere somebody follows by choice; what a page asks for by itself is told above.
        if not _ELSEWHERE.match(target) and not _is_there(path, target, read_.places, files):
            yield _MISSING.format(path=path, target=target)


def _is_odd(target: str) -> bool:
    return bool(_ELSEWHERE.match(target)) and not target.startswith("https://")


def _is_there(path: str, target: str, places: set[str], files: Mapping[str, bytes]) -> bool:
    file, _, place = target.partition("#")
    whole = posixpath.normpath(posixpath.join(posixpath.dirname(path), file)) if file else path
    return whole in files and (whole != path or not place or place in places)


def _feed(path: str, text: str, files: Mapping[str, bytes], address: str) -> Iterator[Words]:
    for each in ("<id>", "<updated>", "<author>", "<rights>"):
        if each not in text:
            yield _LACKS.format(path=path, target=each)
    for _, target in _FEED_LINK.findall(text):
        inside = target.removeprefix(address)
        inside = f"{inside}index.html" if inside.endswith("/") else inside
        if not target.startswith(address) or inside not in files:
            yield _MISSING.format(path=path, target=target)


def _package(path: str, content: bytes, files: Mapping[str, bytes]) -> Iterator[Words]:
    package: dict[str, Any] = json.loads(content)
    for each in _PROPERTIES:
        if not package.get(each):
            yield _LACKS.format(path=path, target=each)
    for resource in package.get("resources", ()):
        whole = posixpath.join(posixpath.dirname(path), resource["path"])
        if whole not in files:
            yield _MISSING.format(path=path, target=resource["path"])
            continue
        yield from _table(whole, files[whole].decode(), resource["schema"]["fields"])


def _table(path: str, text: str, fields: list[dict[str, str]]) -> Iterator[Words]:
    lines = list(csv.reader(io.StringIO(text, newline="")))
    for field in fields:
        if not field.get("description"):
            yield _LACKS.format(path=path, target=field["name"])
    if not lines or lines[0] != [field["name"] for field in fields]:
        yield _COLUMNS.format(path=path)
        return
    for at, line in enumerate(lines[1:], start=2):
        if len(line) != len(fields) or not all(map(_fits, line, (field["type"] for field in fields))):
            yield _CELL.format(path=path, target=at)


def _fits(cell: str, kind: str) -> bool:
    if not cell or kind == "string":
        return True
    try:
        int(cell) if kind == "integer" else date.fromisoformat(cell)
    except ValueError:
        return False
    return True
