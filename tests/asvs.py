"""Which item of the OWASP ASVS a test proves: `@asvs("V8.2.2")` above it, or `pytestmark = asvs(…)` for a module."""

from pathlib import Path

import pytest

_TABLE = Path(__file__).with_name("asvs.tsv")


def classes() -> dict[str, str]:
    """Every id and its class: AUTO, AUTO-L3, DOC, OPS or N/A."""
    lines = [line for line in _TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    rows = [line.split("\t") for line in lines[1:]]
    return {row[0]: row[2] for row in rows}


def asvs(*ids: str) -> pytest.MarkDecorator:
    """Marks a test with the items it proves. An id that is not in `tests/asvs.tsv` stops the collection."""
    unknown = [item for item in ids if item not in classes()]
    if unknown or not ids:
        msg = f"not an ASVS id: {', '.join(unknown) or 'none given'}"
        raise ValueError(msg)
    return pytest.mark.asvs(*ids)
