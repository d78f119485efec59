"""The demo as files of acts, made anew each time and always the same, byte for byte."""

from pathlib import Path
from typing import Final

from pulang.doors.jobs.demo import bintan, homeward, kupang, offices

OFFICES: Final = "00-offices.jsonl"


def files() -> dict[str, bytes]:
    """This will give every file by its name, in the order they are replayed."""
    return {
        OFFICES: offices.acts(),
        "10-kd-2019.jsonl": kupang.acts(),
        "20-btn-2019.jsonl": bintan.acts(),
        "30-kpg-2019.jsonl": homeward.acts(),
    }


def write(folder: Path) -> tuple[Path, ...]:
    """This will write the files into a folder and give their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, content in files().items():
        path = folder / name
        path.write_bytes(content)
        paths.append(path)
    return tuple(paths)
