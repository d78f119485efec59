"""Leaves: what the trail and the ledger are sealed by, one hash for each row, set by the database when it is written.

A leaf is SHA-256 over 0x00, the table with the edition of its list, and the listed columns as PostgreSQL sends them in
binary: in this order, each with its type and length, instants as microseconds in UTC, numbers as integers. No text of a
time zone and no printed number is part of it. The zero before it keeps a leaf from passing for a node (RFC 9162).

A column that is added later stands in a new edition; rows written before keep to theirs.
"""

from typing import Final

Columns = tuple[str, ...]

_ACT: Final[Columns] = (
    *("seq", "id", "at", "written_at", "by", "agency", "verb", "programme", "subject", "payload"),
    *("sealed", "sealed_for", "fingerprint", "sealed_fingerprint"),
)
_LOOK: Final[Columns] = (
    *("seq", "at", "written_at", "actor", "agency", "roles", "session", "door", "purpose", "action", "kind"),
    *("case_id", "person_id", "number", "programme", "fields", "count", "cases", "decision", "reason", "request"),
)

_STAMP: Final[Columns] = ("id", "act_id", "happened_on", "recorded_at")

# Of each sealed table the columns a leaf covers, edition by edition; the first column is the key of a row.
LEAVES: Final[dict[str, tuple[Columns, ...]]] = {
    "audit_act": (_ACT,),
    "audit_strike": (("id", "act_id", "happened_on", "recorded_at", "struck_id", "reason"),),
    "audit_look": (_LOOK,),
    "funds_entry": (("id", "act_id", "happened_on", "recorded_at", "kind", "document", "note", "source_text"),),
    "funds_posting": (("id", "entry_id", "source_id", "account", "amount"),),
    "funds_paper": ((*_STAMP, "source_id", "kind", "number", "amount", "rests_on_id", "lowers"),),
    "funds_payment": ((*_STAMP, "number", "source_id", "amount", "document", "note", "asked_by"),),
    "funds_paymentverdict": ((*_STAMP, "number", "verdict", "asked_by", "decided_by"),),
    "payments_batch": ((*_STAMP, "payment", "text"),),
    "payments_line": ((*_STAMP, "payment", "token", "way", "amount"),),
    "payments_item": ((*_STAMP, "case_id", "programme_id", "token", "kind", "decree", "amount", "attempt"),),
    "payments_sent": ((*_STAMP, "token", "tail"),),
    "payments_result": ((*_STAMP, "token", "step", "outcome", "reference", "reason"),),
    "payments_statement": ((*_STAMP, "source_id", "layout", "lines", "came_in", "went_out", "digest"),),
    "payments_booked": (
        (*_STAMP, "source_id", "booked_on", "amount", "came_in", "mark"),
        (*_STAMP, "source_id", "booked_on", "amount", "came_in", "mark", "reference", "balance"),
    ),
    "payments_proof": ((*_STAMP, "payment", "kind", "size", "digest"),),
    "payments_file": ((*_STAMP, "payment", "kind", "layout", "lines", "total", "digest"),),
}

_FUNCTION = """
CREATE OR REPLACE FUNCTION pulang_leaf_of_{table}() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    NEW.leaf := {leaf};
    RETURN NEW;
END $$;
"""


def key_of(table: str) -> str:
    """This will name the column by which a row of the table is found."""
    return LEAVES[table][-1][0]


def leaf_sql(table: str, row: str, edition: int = 0) -> str:
    """This will write the leaf of a row as SQL, computed from its columns; the latest edition unless one is said."""
    number = edition or len(LEAVES[table])
    columns = ", ".join(f'{row}."{column}"' for column in LEAVES[table][number - 1])
    head = f"\0{table}/{number}".encode().hex()  # written out, because the server would put it together for each row
    return f"pg_catalog.sha256('\\x{head}'::bytea || pg_catalog.record_send(ROW({columns})))"


def sound_sql(table: str, row: str) -> str:
    """This will write as SQL that the stored leaf of a row is the one its columns give, in one edition or another."""
    editions = range(len(LEAVES[table]), 0, -1)
    return " OR ".join(f"{row}.leaf = {leaf_sql(table, row, number)}" for number in editions)


def functions() -> str:
    """This will write the functions of the triggers that set leaves."""
    return "".join(_FUNCTION.format(table=table, leaf=leaf_sql(table, "NEW")) for table in LEAVES)
