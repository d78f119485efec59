"""The whole public site as files: the same releases always give the same bytes.

No script, no cookie, nothing from another host; each page carries the policy that says so, for servers that send none.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from django.template import Context, Engine

from pulang.areas.figures.facts import Release
from pulang.doors.public import data, drawings, facts, words
from pulang.doors.public.feed import atom
from pulang.kernel.words import LANGUAGES

POLICY: Final = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'"
SUMS: Final = "SHA256SUMS"
_HERE: Final = Path(__file__).parent / "templates"
_FOLDERS: Final = {"id": "", "en": "en/"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands: its language, its address, and the same page in the other language."""

    lang: str
    path: str

    @property
    def up(self) -> str:
        """The way from the page to the root of the site."""
        return "../" * self.path.count("/") or "./"

    @property
    def other(self) -> str:
        """The same page in the other language, from the root."""
        bare = self.path.removeprefix(_FOLDERS[self.lang])
        return _FOLDERS["en" if self.lang == "id" else "id"] + bare


def files(releases: Sequence[Release], *, address: str = "/") -> Mapping[str, bytes]:
    """This will give every file of the site by its path, with a list of their sums.

    `releases` stand in order of programme, quarter and revision; `address` is where the site will stand.
    """
    of_programme = {code: tuple(found) for code, found in groupby(releases, key=lambda each: each.programme)}
    written = dict(_pages(of_programme))
    written["gaya.css"] = (_HERE / "public" / "gaya.css").read_bytes()
    for code, found in of_programme.items():
        written.update((f"{code}/data/{name}", content) for name, content in data.files(found))
        for lang in LANGUAGES:
            folder = f"{_FOLDERS[lang]}{code}/"
            written[f"{folder}atom.xml"] = atom(found, lang=lang, address=f"{address}{folder}")
    sums = (f"{hashlib.sha256(content).hexdigest()}  {path}\n" for path, content in sorted(written.items()))
    written[SUMS] = "".join(sums).encode()
    return written


def _pages(of_programme: Mapping[str, Sequence[Release]]) -> Iterator[tuple[str, bytes]]:
    for lang in LANGUAGES:
        where = Place(lang, f"{_FOLDERS[lang]}index.html")
        yield where.path, _page("index", where, latest=[found[-1] for found in of_programme.values()])
        where = Place(lang, f"{_FOLDERS[lang]}cara.html")
        yield where.path, _page("method", where)
        for code, found in of_programme.items():
            for release in found:
                where = Place(lang, f"{_FOLDERS[lang]}{code}/{data.release_file(release)}.html")
                yield where.path, _release(release, found, where)
            newest = Place(lang, f"{_FOLDERS[lang]}{code}/index.html")
            yield newest.path, _release(facts.current(found)[-1], found, newest)


def _release(release: Release, releases: Sequence[Release], where: Place) -> bytes:
    events = facts.events(release)
    earlier = [each for each in releases if each.quarter <= release.quarter]
    newest = facts.current(releases)[-1]
    replaced = next((each for each in facts.current(releases) if each.quarter == release.quarter), release)
    return _page(
        "release",
        where,
        release=release,
        content=release.content,
        tables=facts.counts(release),
        waits=facts.waits(earlier),
        times=facts.times(earlier),
        events=events,
        map=drawings.tile_map(release, where.lang),
        funnel=drawings.funnel(release, where.lang),
        timeline=drawings.timeline(events, where.lang),
        archive=[(each, data.release_file(each)) for each in reversed(releases)],
        newest=newest,
        replaced_by=replaced if replaced.revision != release.revision else None,
        resources=data.resources(releases),
        file=data.release_file(release),
    )


def _page(name: str, where: Place, **shown: Any) -> bytes:
    context = Context({"lang": where.lang, "where": where, "policy": POLICY, "licence": words.LICENCE, **shown})
    return _engine().get_template(f"public/{name}.html").render(context).encode()


@cache
def _engine() -> Engine:
    return Engine(dirs=[str(_HERE)], builtins=["pulang.doors.public.tags"])
