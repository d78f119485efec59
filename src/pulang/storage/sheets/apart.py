"""Reads a table in a process of its own, which may use little memory and time, write no file and knows no secret.

What an office sends is read by code that meets whatever somebody put into it. Should that code be led astray, it is
alone: the rows it makes come back as lines of text, and nothing else does.
"""

import json
import resource
import subprocess
import sys
from collections.abc import Generator, Iterator
from contextlib import closing, suppress
from typing import Any, BinaryIO, Final

from pulang.kernel.cells import Cell, Kind, Row
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage.sheets import reading
from pulang.storage.sheets.cells import Sheet, broken, too_large

MEMORY_MOST: Final = 300 * 2**20
_SECONDS_MOST: Final = 40  # of the processor: the largest honest table needs a quarter of it
_KINDS: Final = {kind.value: kind for kind in Kind}
_END: Final = b"[]\n"


def opened(content: bytes, sheet: str = "") -> Sheet:
    """This will open a table as `reading.opened` does, read by another process; refuses what that refuses."""
    said = _said(content, sheet)
    first = next(said)
    return Sheet(first["kind"], first["name"], _rows(said), tuple(first["others"]))


def _rows(said: Generator[Any, None, None]) -> Iterator[Row]:
    with closing(said):  # whoever stops reading stops the process
        for number, hidden, lent, cells in said:
            filled = tuple(Cell(_KINDS[kind], text) for kind, text in cells)
            yield Row(number, filled, hidden, frozenset(lent))


def _said(content: bytes, sheet: str) -> Generator[Any, None, None]:
    """This will give what the other process says, line by line; however it ends, it has ended when this does."""
    command = [sys.executable, "-I", "-m", "pulang.storage.sheets.apart", sheet]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={}
    ) as other:
        assert other.stdin is not None, "a pipe was asked for"
        assert other.stdout is not None, "a pipe was asked for"
        try:
            with suppress(BrokenPipeError):  # it ended early; what it said, or did not, tells why
                other.stdin.write(content)
                other.stdin.close()
            yield from _lines(other.stdout)
        finally:
            other.kill()


def _lines(stream: BinaryIO | Any) -> Iterator[Any]:  # noqa: ANN401 - a pipe's reader
    for line in stream:
        if line == _END:
            return
        said = json.loads(line)
        if isinstance(said, dict) and "code" in said:
            raise Refusal(said["code"], Words(id=said["id"], en=said["en"]), field="file")
        yield said
    raise too_large()  # it was stopped by its limits


def main() -> None:
    """This will be the other process: it takes its limits first, then the table, and says what it holds."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS_MOST, _SECONDS_MOST))
    if sys.platform != "darwin":  # which knows the limit and does not keep it
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_MOST, MEMORY_MOST))
    content, out = sys.stdin.buffer.read(), sys.stdout.buffer
    try:
        _tell(reading.opened(content, sys.argv[1]), out)
    except Refusal as refusal:
        out.write(_refused(refusal))
    except MemoryError:
        return
    except (ArithmeticError, LookupError, ValueError, RecursionError):
        # A reader met what it does not expect: to whoever sent the file that is a broken file.
        out.write(_refused(broken()))
    out.write(_END)
    out.flush()


def _tell(sheet: Sheet, out: BinaryIO) -> None:
    out.write(_line({"kind": sheet.kind, "name": sheet.name, "others": sheet.others}))
    for row in sheet.rows:
        cells = [(cell.kind.value, cell.text) for cell in row.cells]
        out.write(_line([row.number, row.hidden, sorted(row.lent), cells]))


def _refused(refusal: Refusal) -> bytes:
    return _line({"code": refusal.code, "id": refusal.words.id, "en": refusal.words.en})


def _line(said: object) -> bytes:
    return json.dumps(said, separators=(",", ":")).encode() + b"\n"


if __name__ == "__main__":
    main()
