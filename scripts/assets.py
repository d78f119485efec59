"""Build the browser assets: this will turn node_modules into one stylesheet and two scripts of our own.

The sheets of govuk-frontend and the Ministry of Justice give layout, form patterns and accessibility; their fonts,
crest and colours are not ours to use, so every trace of them is taken out here and the build fails when one is left.
"""

import argparse
import gzip
import hashlib
import json
import os
import re
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "src" / "pulang" / "doors" / "web"
SOURCE = WEB / "static" / "src"
BUILT = WEB / "static" / "built"
LIMIT_KB = 80  # design.md section 8: a first visit, compressed
PAGE_KB = 8  # what the HTML of a full page may add to the assets

FONT = "GDS Transport,arial,sans-serif"
FORBIDDEN = ("GDS Transport", "crest", "crown", "@font-face", "/assets/", "sourceMappingURL")

# Literal colours of the two sheets, and the token of ours that takes their place.
TOKENS = {
    "#0b0c0c": "--pl-tinta",
    "#484949": "--pl-tinta-redup",
    "#6f777b": "--pl-tinta-redup",
    "#767676": "--pl-tinta-redup",
    "#858686": "--pl-garis-kuat",
    "#949494": "--pl-garis-kuat",
    "#b1b4b6": "--pl-garis",
    "#cecece": "--pl-garis",
    "#f3f3f3": "--pl-lapis",
    "#f4f8fb": "--pl-lapis",
    "#d2e2f1": "--pl-lapis",
    "#8eb8dc": "--pl-garis-kuat",
    "#fd0": "--pl-fokus",
    "#ca3535": "--pl-galat",
    "#982828": "--pl-galat-tua",
    "#651b1b": "--pl-galat-tua",
    "#f4d7d7": "--pl-galat-lapis",
    "#0f7a52": "--pl-utama",
    "#0b5c3e": "--pl-utama-tua",
    "#083d29": "--pl-utama-gelap",
    "#1d70b8": "--pl-utama",
    "#005ea5": "--pl-utama",
    "#1a65a6": "--pl-tautan",
    "#0f385c": "--pl-tautan-tua",
    "#54319f": "--pl-tautan-lama",
    "#ffee80": "--pl-awas-lapis",
    "#7a3c1c": "--pl-awas",
    "#cfe4dc": "--pl-baik-lapis",
}


def without_foreign_marks(sheet: str) -> str:
    """Return the sheet without fonts, crest, source maps and doubled declarations that only old browsers need."""
    sheet = sheet.replace('@charset "UTF-8";', "")
    sheet = re.sub(r"/\*#.*?\*/", "", sheet)
    sheet = re.sub(r"@font-face\{[^}]*\}", "", sheet)
    sheet = re.sub(r"[^{}]*(?:crown|crest|copyright-logo)[^{}]*\{[^{}]*\}", "", sheet)
    sheet = re.sub(r"@[a-z][^{};]*\{\}", "", sheet)
    sheet = re.sub(r":root\{--govuk-[^}]*\}", "", sheet)
    sheet = re.sub(r":root\{--moj-[^}]*\}", "", sheet)
    sheet = sheet.replace(f"font-family:{FONT}", "font-family:var(--pl-huruf)")
    sheet = re.sub(r"([a-z-]+):#[0-9a-f]{3,6};\1:(var\(--govuk)", r"\1:\2", sheet)
    return re.sub(r"(var\(--govuk-[a-z-]+),#[0-9a-f]{3,6}\)", r"\1)", sheet)


def in_our_colours(sheet: str) -> str:
    """Return the sheet with every known literal colour replaced by a token."""

    def token(match: re.Match[str]) -> str:
        name = TOKENS.get(match.group(0))
        return f"var({name})" if name else match.group(0)

    return re.sub(r"#[0-9a-f]{3,6}\b", token, sheet)


def at_our_size(sheet: str) -> str:
    """Return the sheet with body text of 18 px on every screen instead of 16 and 19."""
    sheet = re.sub(r"font-size:1rem;line-height:1\.25(?=[;}])", "font-size:1.0625rem;line-height:1.45", sheet)
    return sheet.replace("font-size:1.1875rem;line-height:1.3157894737", "font-size:1.125rem;line-height:1.5")


def with_pictures(sheet: str, *, pictures: Path, into: Path) -> str:
    """Copy the pictures a sheet names beside it and return the sheet naming the copies."""

    def copy(match: re.Match[str]) -> str:
        name = match.group(1)
        into.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(pictures / name, into / name)
        return f"url({into.name}/{name})"

    return re.sub(r"url\(/assets/images/([a-z-]+\.svg)\)", copy, sheet)


def squeezed(sheet: str) -> str:
    """Return our own sheet without comments and needless spaces."""
    sheet = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    sheet = re.sub(r"\s+", " ", sheet)
    return re.sub(r" ?([{};,>]) ?", r"\1", sheet).strip()


def stylesheet(modules: Path, theme: Path | None) -> str:
    """Return the one stylesheet: base, case-work parts, our tokens and, last, the agency's own sheet."""
    moj = modules / "@ministryofjustice" / "frontend" / "moj"
    base = (modules / "govuk-frontend" / "dist" / "govuk" / "govuk-frontend.min.css").read_text("utf-8")
    work = (moj / "moj-frontend.min.css").read_text("utf-8")
    steps: Sequence[Callable[[str], str]] = (without_foreign_marks, in_our_colours, at_our_size)
    for step in steps:
        base, work = step(base), step(work)
    work = with_pictures(work, pictures=moj / "assets" / "images", into=BUILT / "gambar")
    ours = squeezed((SOURCE / "tema.css").read_text("utf-8"))
    agency = theme.read_text("utf-8") if theme else ""
    return "\n".join(part for part in (base.strip(), work.strip(), ours, agency) if part)


def module_script(modules: Path) -> str:
    """Return one module: the behaviour of govuk-frontend, then our own few lines that start it."""
    text = (modules / "govuk-frontend" / "dist" / "govuk" / "govuk-frontend.min.js").read_text("utf-8")
    text, found = re.subn(r"export\{[^}]*\};?\s*//# sourceMappingURL=.*$", "", text)
    if found != 1:
        message = "govuk-frontend.min.js no longer ends in one export line: read it before going on."
        raise SystemExit(message)
    return text.strip() + "\n" + (SOURCE / "app.js").read_text("utf-8")


def checked(name: str, text: str) -> str:
    """Return the text, or stop the build when a mark that is not ours is left in it."""
    left = [mark for mark in FORBIDDEN if mark in text]
    if left:
        message = f"{name} still holds: {', '.join(left)}"
        raise SystemExit(message)
    return text


def report(files: Sequence[Path]) -> int:
    """Print the compressed sizes and return 1 when a first visit would be heavier than promised."""
    total = 0.0
    for file in files:
        size = len(gzip.compress(file.read_bytes(), 9)) / 1024
        total += size
        sys.stdout.write(f"{size:7.1f} KB gz  {file.relative_to(WEB)}\n")
    sys.stdout.write(f"{total:7.1f} KB gz  together, and at most {PAGE_KB} KB for a page; the limit is {LIMIT_KB} KB\n")
    if total + PAGE_KB > LIMIT_KB:
        sys.stderr.write("Too heavy for a first visit on a slow line.\n")
        return 1
    return 0


def build(modules: Path, theme: Path | None) -> int:
    """Write the assets into static/built and return the exit code."""
    if not (modules / "govuk-frontend").is_dir():
        sys.stderr.write(f"No browser packages in {modules}: run `npm ci` first (make setup does).\n")
        return 1
    shutil.rmtree(BUILT, ignore_errors=True)
    BUILT.mkdir(parents=True)
    htmx = (modules / "htmx.org" / "dist" / "htmx.min.js").read_text("utf-8")
    texts = {
        "tampilan.css": checked("tampilan.css", stylesheet(modules, theme)),
        "laku.js": checked("laku.js", module_script(modules)),
        "htmx.js": re.sub(r"//# sourceMappingURL=.*$", "", htmx.strip()),
    }
    texts["tanda.svg"] = (SOURCE / "tanda.svg").read_text("utf-8")
    files = {name: written(name, text) for name, text in texts.items()}
    names = json.dumps({name: file.name for name, file in files.items()}, indent=2)
    (BUILT / "names.json").write_text(names + "\n", "utf-8")
    return report(list(files.values()))


def written(name: str, text: str) -> Path:
    """Write one file, and its compressed copy, under a name that changes with the content, so browsers may keep it."""
    data = text.encode()
    stem, _, ending = name.rpartition(".")
    file = BUILT / f"{stem}.{hashlib.sha256(data).hexdigest()[:12]}.{ending}"
    file.write_bytes(data)
    file.with_name(file.name + ".gz").write_bytes(gzip.compress(data, 9, mtime=0))
    return file


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line and build."""
    parser = argparse.ArgumentParser(description="Build the browser assets.")
    parser.add_argument("--modules", type=Path, default=ROOT / "node_modules")
    theme = os.environ.get("PULANG_TEMA_CSS", "")
    parser.add_argument("--theme", type=Path, default=Path(theme) if theme else None)
    chosen = parser.parse_args(arguments)
    return build(chosen.modules, chosen.theme)


if __name__ == "__main__":
    sys.exit(main())
