"""Makes sure a Chromium is there for the browser stories: the system's own, installed by apt when root may."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def found() -> str | None:
    """This will give the browser's path, or nothing."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


def main() -> int:
    """This will install Chromium when it is missing and we may; else say how, in one sentence."""
    if os.environ.get("PULANG_CHROMIUM") or found():
        return 0
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("setup: installing chromium for the browser stories", file=sys.stderr)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for words in (
            ["apt-get", "update", "-qq"],
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"],
        ):
            subprocess.run(words, env=quiet, check=False, stdout=subprocess.DEVNULL)
        if found():
            return 0
    print(
        "The browser stories need Chromium. Install it (Debian: apt-get install chromium), or set PULANG_CHROMIUM "
        'to its path. Without a browser the rest runs with: make setup && .venv/bin/pytest -m "not story"',
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
