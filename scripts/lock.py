"""Resolves requirements/*.in into lock files: exact versions, every file's hash, no address of any registry."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COMMON = (
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-header",
    "--python-version",
    "3.11",
    "--universal",
    "--quiet",
)

_AS_TESTED = ("-c", "requirements/dev.txt")
LOCKS = {"tools": (), "dev": (), "app": _AS_TESTED, "spark": _AS_TESTED, "febrl": ("--no-deps",)}


def main() -> int:
    """This will write the lock files; what runs is pinned to the same versions as what is tested."""
    for name, more in LOCKS.items():
        command = [".venv/bin/uv", "pip", "compile", f"requirements/{name}.in", "-o", f"requirements/{name}.txt"]
        done = subprocess.run([*command, *COMMON, *more, *sys.argv[1:]], cwd=ROOT, check=False)
        if done.returncode != 0 or "://" in (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8"):
            print(f"requirements/{name}.txt: not resolved, or it names an address", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
