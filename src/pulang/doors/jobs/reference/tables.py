"""Markdown as it is written: headings, tables, and words in both languages."""

from collections.abc import Iterable

from pulang.kernel.words import Words


def page(title: str, *parts: str) -> str:
    """This will put a page together under its title, with the note that it is written from the code."""
    note = "Written by `pulang reference` from the code; change the code, not this page."
    return "\n\n".join([f"# {title}", note, *(part.strip("\n") for part in parts if part)]) + "\n"


def table(heads: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """This will write a table; what would break a cell is written so that it does not."""
    names = list(heads)
    lines = [_row(names), _row("---" for _ in names), *(_row(row) for row in rows)]
    return "\n".join(lines)


def both(words: Words) -> str:
    """This will write a sentence in Indonesian and English."""
    return f"{words.id} / {words.en}" if words.id != words.en else words.id


def code(text: object) -> str:
    """This will write something as code, or nothing for an empty text."""
    return f"`{text}`" if str(text) else ""


def _row(cells: Iterable[object]) -> str:
    return "| " + " | ".join(str(cell).replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
