"""Pages about gates, stages, rights and tables, each from the one place where the code keeps them."""

import sys
from collections.abc import Iterator

from django.apps import apps

from pulang.areas.accounts.rules import FITS, LOOKS, RIGHTS, Role
from pulang.areas.exports.facts import Column
from pulang.areas.readiness import queries
from pulang.areas.readiness.gates import CASE_GATES, PROGRAMME_GATES
from pulang.areas.readiness.rules import ENDINGS, STAGE_WORDS, CaseGate, Procedure, ProgrammeGate, Stage
from pulang.areas.reveals.rules import FIELDS_ON
from pulang.doors.jobs.reference.tables import both, code, page, table
from pulang.storage.postgres.roles import APP, GUESTS
from pulang.storage.tables import BALANCED, TABLES, Table, rights_of


def gates() -> str:
    """This will write docs/reference/gates.md."""
    parts = []
    every: tuple[ProgrammeGate | CaseGate, ...] = (*PROGRAMME_GATES, *CASE_GATES)
    for gate in every:
        scope = "programme" if isinstance(gate, ProgrammeGate) else "case"
        said = (sys.modules[gate.check.__module__].__doc__ or "").strip()
        rows = [
            ("scope", scope),
            ("question", both(gate.question)),
            ("may be waived", "yes" if gate.waivable else "never"),
            ("guards", "; ".join(_guards(gate)) or "no shipped procedure asks it"),
            ("source", both(gate.source)),
        ]
        rows.insert(2, ("waits for", both(gate.awaited)))
        parts.append(f"## {gate.id}\n\n{said}\n\n{table(('', ''), rows)}")
    opening = (
        "A gate is a condition on a step. It answers met, not met or not asked, in words, with its holder and source."
    )
    return page("Gates", opening, *parts)


def _guards(gate: ProgrammeGate | CaseGate) -> Iterator[str]:
    for procedure in map(queries.procedure, queries.procedures()):
        stages = [step.stage.value for step in procedure.steps if gate.id in (*step.programme, *step.case)]
        if stages:
            yield f"`{procedure.code}`: {', '.join(stages)}"


def stages() -> str:
    """This will write docs/reference/stages.md."""
    rows = ((code(s.value), STAGE_WORDS[s].id, STAGE_WORDS[s].en, "ending" if s in ENDINGS else "") for s in Stage)
    return page(
        "Stages and procedures",
        "A case stands at one stage on a day; the stage is derived from the books, never set.",
        table(("code", "Indonesian", "English", ""), rows),
        *(_procedure(queries.procedure(each)) for each in queries.procedures()),
    )


def _procedure(procedure: Procedure) -> str:
    steps = (
        (code(step.stage.value), _codes(step.programme), _codes(step.case), _codes(step.consents))
        for step in procedure.steps
    )
    days = table(("deadline", "days"), ((code(name), days) for name, days in procedure.days))
    heads = ("stage", "gates of the programme", "gates of the case", "consents")
    title = f"## `{procedure.code}`, version {procedure.version}: {both(procedure.name)}"
    waits = table(("link of the waiting chart", "working days"), ((code(name), days) for name, days in procedure.waits))
    return "\n\n".join(
        [title, table(heads, steps), *([days] if procedure.days else []), *([waits] if procedure.waits else [])]
    )


def _codes(names: tuple[str, ...]) -> str:
    return ", ".join(code(name) for name in names)


def rights() -> str:
    """This will write docs/reference/rights.md."""
    verbs = (
        (
            code(verb),
            _codes(tuple(sorted(role.value for role in right.roles))),
            "any" if right.relations is None else _codes(tuple(sorted(each.value for each in right.relations))),
        )
        for verb, right in RIGHTS.items()
    )
    looks = ((code(look), _codes(tuple(sorted(role.value for role in roles)))) for look, roles in LOOKS.items())
    fits = ((code(role.value), _codes(tuple(sorted(kind.value for kind in FITS[role])))) for role in Role)
    return page(
        "Rights",
        "Who may do what. Whose cases somebody sees is decided by the database (row security), not here. "
        "There is no kind of agency for police or civil-order units.",
        "## Acts",
        table(("act", "roles", "standing of the agency in the programme"), verbs),
        "## Looking",
        table(("what", "roles"), looks),
        "## Sealed fields",
        "A sealed field opens one at a time, on a basis and for a purpose that needs it. A copy that leaves holds at "
        "most these columns; there is none for address, phone, account or notes.",
        table(("on the basis of", "fields"), _opened()),
        table(("in a copy", "columns"), (("any", _codes(tuple(column.value for column in Column))),)),
        "## Where a role can be held",
        table(("role", "kinds of agency"), fits),
    )


def _opened() -> Iterator[tuple[str, str]]:
    for basis, fields in FIELDS_ON.items():
        yield code(basis.value), _codes(tuple(sorted(field.value for field in fields)))


def tables() -> str:
    """This will write docs/reference/tables.md."""
    models = {model._meta.db_table: model for model in apps.get_models()}  # noqa: SLF001 - Django's own way in
    rows = []
    for name, decision in TABLES.items():
        about = " ".join((models[name].__doc__ or "").split()) if name.partition("_")[0] in _areas() else ""
        balanced = ", entries sum to zero" if name in BALANCED else ""
        rows.append((code(name), decision.kind.value + balanced, decision.shows.value, _beside(decision), about))
    return page(
        "Tables",
        "`BOOK`: read and append only; the database refuses anything else, even to the owner. `KEPT`: also updated. "
        "`PLUMBING`: sessions, credentials and jobs. `SEALS`: added to by the sealer alone. `STILL`: read only. Rows "
        "of every table that does not show `ALL` are under forced row security. What the other roles may "
        "do stands beside it; the owner migrates, and what is not named is not allowed.",
        table(("table", "kind", "shows", "other roles", "what it keeps"), rows),
    )


def _beside(decision: Table) -> str:
    held = {role: sorted(rights_of(role, decision)) for role in GUESTS if role != APP}
    return "; ".join(f"{role.removeprefix('pulang_')}: {', '.join(held[role])}" for role in held if held[role])


def _areas() -> set[str]:
    return {config.label for config in apps.get_app_configs() if config.name.startswith("pulang.areas.")}
