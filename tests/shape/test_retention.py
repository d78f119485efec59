"""Everything kept has a clock: no table without a rule of how long, no rule without an end or a reason (rule 11)."""

from collections import Counter

from tests.asvs import asvs

from pulang.areas.privacy import queries
from pulang.storage.tables import ENDING, TABLES, Kind

ACTIONS = {"DELETE", "ERASE", "CLOSE", "KEEP"}


@asvs("V14.1.1", "V14.1.2")
def test_every_table_stands_in_exactly_one_rule_of_how_long_it_is_kept() -> None:
    """A new table gets its line in areas/privacy/retention.toml, beside its decision in storage/tables.py."""
    ruled = Counter(table for rule in queries.retention() for table in rule.tables)

    assert sorted(set(TABLES) - set(ruled)) == []
    assert sorted(set(ruled) - set(TABLES)) == []
    assert [table for table, times in ruled.items() if times > 1] == []


def test_every_rule_says_how_long_why_and_what_happens_then() -> None:
    rules = queries.retention()

    assert len({rule.id for rule in rules}) == len(rules)
    for rule in rules:
        assert rule.action in ACTIONS, rule.id
        assert all((rule.what_id, rule.what_en, rule.keep_for, rule.basis)), rule.id
        assert (rule.days > 0) == (rule.action in {"DELETE", "ERASE"}), rule.id


def test_what_a_purge_deletes_is_no_book_but_those_the_database_ends_itself() -> None:
    deleted = {table: rule.days for rule in queries.retention() if rule.action == "DELETE" for table in rule.tables}

    assert {table: days for table, days in deleted.items() if TABLES[table].kind is not Kind.PLUMBING} == ENDING
