"""Pictures as SVG: a tile for each province, bars by stage, a line of days. Each has its table on the page.

A colour follows from the printed number alone, so a picture tells nothing that its table does not. Colours are classes
of the one style sheet: the pages allow no styles of their own.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from pulang.areas.figures.facts import Release, Table
from pulang.doors.public import words
from pulang.doors.public.facts import Event
from pulang.kernel.words import Words

# Code, column, row, sign: the 38 provinces laid out as one sees them on a map.
TILES: Final = tuple(
    (code, int(column), int(row), sign)
    for code, column, row, sign in (
        each.split(":")
        for each in [
            "11:0:0:AC",
            "12:1:1:SU",
            "14:2:1:RI",
            "21:3:1:KR",
            "13:1:2:SB",
            "15:2:2:JA",
            "19:3:2:BB",
            "17:1:3:BE",
            "16:2:3:SS",
            "18:2:4:LA",
            "36:2:5:BT",
            "31:3:5:JK",
            "32:4:5:JB",
            "33:5:5:JT",
            "34:5:6:YO",
            "35:6:5:JI",
            "51:7:6:BA",
            "52:8:6:NB",
            "53:9:6:NT",
            "65:6:1:KU",
            "61:5:2:KB",
            "62:6:2:KT",
            "64:7:2:KI",
            "63:6:3:KS",
            "76:8:3:SR",
            "75:9:2:GO",
            "71:10:2:SA",
            "72:9:3:ST",
            "73:8:4:SN",
            "74:9:4:SG",
            "82:11:2:MU",
            "81:11:4:MA",
            "96:12:3:PD",
            "92:13:3:PB",
            "94:14:4:PT",
            "91:15:3:PA",
            "95:15:4:PE",
            "93:15:5:PS",
        ]
    )
)
_SIDE: Final = 40
_SHADES: Final = (15, 50, 100, 250)
_WIDE: Final = 480
_NUMBER: Final = 80  # room for the number behind a bar

_MAP: Final = Words(id="Peta petak 38 provinsi asal", en="Tile map of the 38 home provinces")
_MERGED: Final = Words(id="{name}: dihitung bersama {group}", en="{name}: counted with {group}")
_SHOWN: Final = Words(id="{name}: sekitar {n} orang", en="{name}: about {n} people")
_HIDDEN: Final = Words(id="{name}: tidak ditampilkan", en="{name}: not shown")
_FUNNEL: Final = Words(id="Orang terverifikasi menurut tahap", en="Verified people by stage")
_LINE: Final = Words(id="Garis waktu program", en="Timeline of the programme")
_ALL: Final = Words(id="terverifikasi", en="verified")
NOBODY: Final = Words(id="tidak ditampilkan", en="not shown")


def tile_map(release: Release, lang: str) -> SafeString:
    """This will draw a tile for each province, darker where more people are from; merged ones look alike."""
    cells = [cell for cell in release.content["counts"]["cells"] if cell["table"] == Table.PROVINCE.value]
    of_province = {atom[:2]: cell for cell in cells for atom in cell["atoms"]}
    names = release.content["provinces"]
    parts = [_tile(tile, of_province.get(tile[0]), lang, names[tile[0]]) for tile in TILES]
    columns, rows = max(each[1] for each in TILES) + 1, max(each[2] for each in TILES) + 1
    return _picture("peta", _MAP.text(lang), columns * _SIDE, rows * _SIDE, parts)


def _tile(tile: tuple[str, int, int, str], cell: dict[str, Any] | None, lang: str, name: str) -> str:
    code, column, row, sign = tile
    shown = cell["shown"] if cell else None
    alone = cell is not None and cell["unit"] == code
    if alone and shown is not None:
        kind, says = f"t{sum(shown >= each for each in _SHADES)}", _SHOWN.format(name=name, n=words.number(shown))
    elif cell is not None and not alone:
        kind, says = "tb", _MERGED.format(name=name, group=Words(**cell["name"]))
    else:
        kind, says = "t0", _HIDDEN.format(name=name)
    x, y = column * _SIDE, row * _SIDE
    return (
        f'<g class="{kind}"><title>{escape(says.text(lang))}</title>'
        f'<rect x="{x + 1}" y="{y + 1}" width="{_SIDE - 2}" height="{_SIDE - 2}" rx="4"/>'
        f'<text x="{x + _SIDE // 2}" y="{y + 26}">{sign}</text></g>'
    )


def funnel(release: Release, lang: str) -> SafeString:
    """This will draw a bar for the total and for each stage; a hidden number has no bar, so no length betrays it."""
    counts = release.content["counts"]
    rows: list[tuple[str, int | None]] = [(_ALL.text(lang), counts["total"])]
    rows += [(c["name"][lang], c["shown"]) for c in counts["cells"] if c["table"] == Table.STAGE.value]
    most = max([shown for _, shown in rows if shown], default=1)
    parts = []
    for at, (name, shown) in enumerate(rows):
        y = at * 60
        wide = 0 if shown is None else shown * (_WIDE - _NUMBER) // most
        bar = "" if shown is None else f'<rect class="b" x="0" y="{y + 26}" width="{wide}" height="22"/>'
        said = NOBODY.text(lang) if shown is None else words.number(shown).text(lang)
        parts.append(f'<text class="n" x="0" y="{y + 18}">{escape(name)}</text>{bar}')
        parts.append(f'<text class="n" x="{wide + 8 if wide else 0}" y="{y + 43}">{said}</text>')
    return _picture("corong", _FUNNEL.text(lang), _WIDE, len(rows) * 60, parts)


def timeline(events: Sequence[Event], lang: str) -> SafeString:
    """This will draw a numbered point for each event, as far apart as their days; the table has the same numbers."""
    if not events:
        return mark_safe("")
    days = [date.fromisoformat(each.on).toordinal() for each in events]
    span = max(1, days[-1] - days[0])
    parts = [f'<line class="g" x1="20" y1="40" x2="{_WIDE - 20}" y2="40"/>']
    for number, (event, at) in enumerate(zip(events, days, strict=True), start=1):
        x, level = 20 + (at - days[0]) * (_WIDE - 40) // span, 64 + (number - 1) % 3 * 20
        title = escape(f"{words.day(event.on).text(lang)}: {event.says.text(lang)}")
        parts.append(f'<g><title>{title}</title><circle class="b" cx="{x}" cy="40" r="6"/>')
        parts.append(f'<text class="s" x="{x}" y="{level}">{number}</text></g>')
    parts.append(f'<text class="n" x="0" y="18">{words.day(events[0].on).text(lang)}</text>')
    parts.append(f'<text class="n e" x="{_WIDE}" y="18">{words.day(events[-1].on).text(lang)}</text>')
    return _picture("waktu", _LINE.text(lang), _WIDE, 112, parts)


def _picture(name: str, title: str, width: int, height: int, parts: Sequence[str]) -> SafeString:
    return mark_safe(  # noqa: S308 - escaped piece by piece
        f'<svg class="{name}" role="img" aria-labelledby="{name}-judul" viewBox="0 0 {width} {height}" '
        f'xmlns="http://www.w3.org/2000/svg"><title id="{name}-judul">{escape(title)}</title>{"".join(parts)}</svg>'
    )
