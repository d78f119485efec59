"""docs/reference/acts.md: everything an outsider needs to write a file of acts."""

import json
from typing import Any, Final

from pulang.areas.accounts.rules import RIGHTS, Right
from pulang.doors.jobs.reference.meanings import example, meaning
from pulang.doors.jobs.reference.tables import code, page, table
from pulang.flows import catalog
from pulang.flows.verbs import Verb, fields_of

_FORMAT: Final = """
An act is the only way anything changes. A file of acts is plain UTF-8 text (JSON Lines): one act on each line, in
the order in which they were done. Load it with `pulang load FILE.jsonl`, first with `--dry-run`; `--atomic` does all
of it or nothing. The same acts can be sent one by one to `POST /api/v1/acts` (see openapi.json), with `id` as the
`Idempotency-Key` and the moment and the account taken from the clock and the token.

| name | meaning |
| --- | --- |
| `id` | your own id of it, 1 to 64 letters, digits or `. _ : / -`; again: nothing; with other content: refused |
| `at` | the instant it was recorded, with its time zone: `2019-03-03T10:00:00+08:00` |
| `by` | the code of the account that acts, with the roles held on that day; `pulang` is the system itself |
| `do` | the act, one of those below |
| `with` | its fields |

- Days are written `2019-03-03`. `happened_on` is the day something is true for, `at` the moment it was learned:
  both can be asked for later (`--as-of`, `--known-on`).
- Money is whole rupiah without separators. Unknown fields are refused; optional ones are best left out.
- A refused line is reported with its number and one sentence; nothing of it is kept. A file with a malformed line does
  nothing at all.
- Personal fields are sealed when they are written and appear in no list, no log and no dump. Write no name anywhere
  else.
- Codes of agencies, programmes, sites and meetings are yours to choose; they are neutral and name places only.
"""
_WORKED: Final[tuple[tuple[str, str, dict[str, Any]], ...]] = (
    ("pulang", "accounts.agency.register", {"code": "DINSOS-A", "kind": "CITY_OFFICE", "name": "Dinas Sosial Kota A"}),
    ("pulang", "accounts.agency.register", {"code": "KEMENSOS", "kind": "MINISTRY", "name": "Kementerian Sosial"}),
    ("pulang", "accounts.user.register", {"code": "koordinator.a", "name": "Koordinator", "agency": "DINSOS-A"}),
    ("pulang", "accounts.role.give", {"user": "koordinator.a", "role": "COORDINATOR"}),
    (
        "koordinator.a",
        "programmes.programme.open",
        {
            "code": "A-2019",
            "name": "Program Kepulangan A",
            "procedure": "locality-closure",
            "lead": "DINSOS-A",
            "ministry": "KEMENSOS",
            "place": "53.71",
            "fiscal_year": 2019,
        },
    ),
    (
        "koordinator.a",
        "coordination.meeting.expect",
        {"programme": "A-2019", "code": "RAKOR-1", "title": "Rapat koordinasi dengan kementerian"},
    ),
    (
        "koordinator.a",
        "cases.case.register",
        {
            "programme": "A-2019",
            "case": "K-7F3P-2K8R",
            "home": "35.78",
            "choice": "RETURN",
            "informed": "CONVERSATION",
            "consents": ["RETURN"],
            "text_version": "2019-1",
            "language": "id",
        },
    ),
)
_AFTER: Final = "Then `pulang status A-2019 --as-of 2019-03-01` says what the programme waits for."


def worked() -> tuple[str, ...]:
    """This will give the worked example: the lines of a small programme from nothing to its first case."""
    return tuple(
        _line(f"contoh-{place}", f"2019-03-01T08:{place:02}:00+08:00", *said)
        for place, said in enumerate(_WORKED, start=1)
    )


def example_of(verb: Verb) -> dict[str, Any]:
    """This will give fields that make a well-formed act: every required one."""
    shape = fields_of(verb)
    required = shape.get("required", ())
    return {name: example(verb.name, name, _codes(shape["properties"][name])) for name in required}


def render() -> str:
    """This will write the page."""
    verbs = tuple(catalog.verbs().values())
    index = table(("act", "purpose"), ((f"[`{v.name}`](#{_anchor(v.name)})", _purpose(v)) for v in verbs))
    example_lines = "```json\n" + "\n".join(worked()) + "\n```"
    return page(
        "Acts",
        "## The file",
        _FORMAT,
        "## A worked example",
        example_lines,
        _AFTER,
        "## All acts",
        index,
        *(_section(verb) for verb in verbs),
    )


def _section(verb: Verb) -> str:
    shape = fields_of(verb)
    required = set(shape.get("required", ()))
    rows = (
        (code(name), kind(part), "yes" if name in required else "", _meaning(verb, name))
        for name, part in shape.get("properties", {}).items()
    )
    line = _line("contoh-1", "2019-03-01T10:00:00+08:00", "koordinator.a", verb.name, example_of(verb))
    parts = (
        f"### {verb.name}",
        _purpose(verb),
        f"Who may: {who(RIGHTS[verb.name])}.",
        table(("field", "type", "required", "meaning"), rows),
        f"```json\n{line}\n```",
    )
    return "\n\n".join(parts)


def who(right: Right) -> str:
    """This will say who may do a verb, and how their agency must stand to the programme."""
    roles = ", ".join(f"`{role}`" for role in sorted(role.value for role in right.roles))
    if right.relations is None:
        return roles
    return (
        f"{roles} of an agency that is {' or '.join(sorted(each.value for each in right.relations))} in the programme"
    )


def kind(part: dict[str, Any]) -> str:
    """This will say in a few words what a field holds."""
    if "anyOf" in part:
        return kind(next(each for each in part["anyOf"] if each.get("type") != "null"))
    if codes := _codes(part):
        return "one of " + ", ".join(code(each) for each in codes)
    held = part.get("type")
    if held == "array":
        return f"list of: {kind(part['items'])}"
    if held == "object":
        return "group: " + ", ".join(f"`{name}` ({kind(each)})" for name, each in part["properties"].items())
    plain = {"boolean": "`true` or `false`", "integer": f"whole number{_between(part)}"}
    return plain.get(str(held)) or _text(part)


def _text(part: dict[str, Any]) -> str:
    if part.get("format") == "date":
        return "day"
    if part.get("format") == "date-time":
        return "instant with its time zone"
    most = _long(part.get("minLength", 0), part["maxLength"]) if "maxLength" in part else ""
    pattern = f", like `{part['pattern']}`" if "pattern" in part else ""
    return f"text{most}{pattern}"


def _long(least: int, most: int) -> str:
    if least == most:
        return f", {most} characters"
    return f", {least} to {most} characters" if least > 1 else f", {most} characters at most"


def _between(part: dict[str, Any]) -> str:
    least = part.get("minimum", part.get("exclusiveMinimum", 0) + ("exclusiveMinimum" in part))
    return f" from {least} to {part['maximum']}" if "maximum" in part else f" from {least}"


def _codes(part: dict[str, Any]) -> tuple[str, ...]:
    if "anyOf" in part:
        return next((codes for each in part["anyOf"] if (codes := _codes(each))), ())
    if "const" in part:
        return (str(part["const"]),)
    return tuple(str(each) for each in part.get("enum", ()) if each != "")


def _meaning(verb: Verb, name: str) -> str:
    said = meaning(verb.name, name)
    return f"{said} (personal)" if name in verb.asks.personal else said


def _purpose(verb: Verb) -> str:
    return " ".join((verb.asks.__doc__ or "").split())


def _line(ref: str, at: str, by: str, do: str, said: dict[str, Any]) -> str:
    return json.dumps({"id": ref, "at": at, "by": by, "do": do, "with": said}, ensure_ascii=False)


def _anchor(name: str) -> str:
    return name.replace(".", "")
