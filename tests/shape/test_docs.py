"""What is written for people is complete and true: codes, commands, settings, links, citations, words on screens."""

import json
import re
from collections.abc import Iterator
from enum import Enum
from functools import cache
from pathlib import Path

import pytest

from pulang import __version__
from pulang.areas.accounts.rules import RIGHTS, AgencyKind, Relation, Role
from pulang.areas.aid.rules import RateKind
from pulang.areas.cases.rules import ChoiceKind, EvidenceKind, Informed, Purpose, ScreeningOutcome
from pulang.areas.coordination.rules import Outcome
from pulang.areas.readiness import queries as readiness
from pulang.areas.readiness.gates import BY_ID
from pulang.areas.readiness.rules import Stage
from pulang.doors.jobs.cli import COMMANDS
from pulang.flows import catalog, fields

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "src" / "pulang"


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def pages() -> list[Path]:
    return [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md")), *sorted((ROOT / "ops").rglob("*.md"))]


@cache
def code() -> str:
    kept = [*SOURCES.rglob("*.py"), *SOURCES.rglob("*.html"), *SOURCES.rglob("*.toml")]
    return "\n".join(path.read_text(encoding="utf-8") for path in kept if "static" not in path.parts)


def rows(text: str) -> list[str]:
    return [line.split("|")[1].strip() for line in text.splitlines() if line.startswith("|")][2:]


# --- the glossary


def values(kinds: type[Enum]) -> set[str]:
    return {str(kind.value) for kind in kinds}


GLOSSARY = {
    "Gates": set(BY_ID),
    "Stages": values(Stage),
    "Roles": values(Role),
    "Kinds of agencies": values(AgencyKind),
    "Standing of an agency in a programme": values(Relation),
    "Choices": values(ChoiceKind),
    "Ways to be informed": values(Informed),
    "Purposes of consent": values(Purpose),
    "Outcomes of screening": values(ScreeningOutcome),
    "Kinds of evidence": values(EvidenceKind),
    "Outcomes of a decision": values(Outcome),
    "Kinds of aid": values(RateKind),
    "Procedures": set(readiness.procedures()),
    "Areas of acts": {verb.partition(".")[0] for verb in RIGHTS},
}


@pytest.mark.parametrize("section", GLOSSARY)
def test_the_glossary_names_every_code_and_no_other(section: str) -> None:
    text = read("docs/glossary.md").split(f"\n## {section}\n")[1].split("\n## ")[0]

    assert sorted(name.strip("`") for name in rows(text)) == sorted(GLOSSARY[section])


def test_every_word_of_the_glossary_has_its_indonesian_and_one_sentence() -> None:
    lines = [line for line in read("docs/glossary.md").splitlines() if line.startswith("| ")]
    told = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if "---" not in line]

    assert [cells for cells in told if len(cells) != 3 or not all(cells)] == []
    assert [cells for cells in told if cells[0] != "code" and not cells[2].endswith((".", "…"))] == []


# --- commands and settings

_READ = re.compile(r'"(PULANG_[A-Z_]+|DATABASE_URL)"')
_OF_DJANGO = {"PULANG_CONTEXT_KEY", "PULANG_DEMO_ACCOUNTS"}  # settings of Django's, never read from the environment


def settings_read() -> set[str]:
    outside = [*(ROOT / "scripts").glob("*.py"), ROOT / "tests/databases.py", ROOT / "tests/conftest.py"]
    text = code() + "".join(path.read_text(encoding="utf-8") for path in outside)
    return set(_READ.findall(text)) - _OF_DJANGO


def test_every_setting_is_in_the_operators_table_and_no_other() -> None:
    table = read("ops/README.md").split("\n## Settings\n")[1].split("\n## ")[0]

    assert sorted(name.strip("`") for name in rows(table)) == sorted(settings_read())


def test_every_command_is_in_the_operators_table_and_no_other() -> None:
    table = read("ops/README.md").split("\n## Every command\n")[1].split("\n## ")[0]

    assert [row.strip("`").split()[1] for row in rows(table)] == list(COMMANDS)


def test_no_page_shows_a_command_that_does_not_exist() -> None:
    made = set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))
    for page in pages():
        text = page.read_text(encoding="utf-8")
        asked = {
            name for block in code_of(text) for name in re.findall(r"(?:bin/|^|`)pulang ([a-z]+)", block, re.MULTILINE)
        }
        wanted = {name for block in code_of(text) for name in re.findall(r"\bmake ([a-z]+)", block)}

        assert asked <= set(COMMANDS), page.name
        assert wanted <= made, page.name


def code_of(text: str) -> list[str]:
    return [*re.findall(r"```sh\n(.*?)```", text, re.DOTALL), *re.findall(r"`([^`\n]+)`", text)]


def test_the_readme_has_the_two_commands() -> None:
    assert {"make run", "make test"} <= {line.split("#")[0].strip() for line in read("README.md").splitlines()}


def test_the_version_is_that_of_the_changelog() -> None:
    first = re.search(r"^## (\S+)", read("CHANGELOG.md"), re.MULTILINE)

    assert first is not None
    assert first.group(1) == __version__


# --- links and citations


def slug(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.strip().lower().replace("`", "")).replace(" ", "-")


def links() -> Iterator[tuple[Path, str]]:
    for page in pages():
        text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
        for target in re.findall(r"\]\(([^)\s]+)\)", text):
            if not re.match(r"[a-z]+:", target):
                yield page, target


def leads_somewhere(page: Path, target: str) -> bool:
    name, _, anchor = target.partition("#")
    there = page if not name else (page.parent / name).resolve()
    if not there.exists():
        return False
    headings = re.findall(r"^#+ (.*)$", there.read_text(encoding="utf-8"), re.MULTILINE) if anchor else []
    return not anchor or anchor in {slug(heading) for heading in headings}


def test_every_link_between_pages_leads_somewhere() -> None:
    assert [
        f"{page.relative_to(ROOT)}: {target}" for page, target in links() if not leads_somewhere(page, target)
    ] == []


def test_decisions_are_numbered_without_gaps_and_listed() -> None:
    written = sorted(path.name for path in (ROOT / "docs/decisions").glob("0*.md"))

    assert [int(name[:4]) for name in written] == list(range(1, len(written) + 1))
    assert [name for name in written if f"({name})" not in read("docs/decisions/README.md")] == []


def test_every_decision_tells_its_price() -> None:
    for path in sorted((ROOT / "docs/decisions").glob("0*.md")):
        text = path.read_text(encoding="utf-8")

        assert text.startswith(f"# {path.name[:4]} "), path.name
        for part in ("Where we stood.", "Decided.", "What else.", "What follows."):
            assert f"**{part}**" in text, (path.name, part)


_CITED = re.compile(r"(design|domain)\.md,? ((?:section |rules? )?)([0-9]+(?:\.[0-9]+)?)")


def test_every_section_and_rule_the_code_cites_is_there() -> None:
    for document, kind, number in sorted(set(_CITED.findall(code()))):
        text = read(f"docs/{document}.md")
        heading = f"\n{number}. " if kind.startswith("rule") else f"# {number}"

        assert heading in text, f"{document}.md {kind}{number}"


# --- guides say what screens say

WITHOUT_SCREENS = {"act-files.md", "pengelola.md"}
GUIDES = [path.name for path in sorted((ROOT / "docs/guides").glob("*.md"))]


@pytest.mark.parametrize("name", [name for name in GUIDES if name not in WITHOUT_SCREENS])
def test_words_in_bold_stand_on_a_screen(name: str) -> None:
    """Where a screen is renamed, its guide is too."""
    shown = code()
    bold = re.findall(r"\*\*([^*]+)\*\*", read(f"docs/guides/{name}"))

    assert bold
    assert [words for words in bold if " ".join(words.split()).rstrip(".") not in shown] == []


def test_every_guide_is_listed() -> None:
    listed = read("docs/guides/README.md")

    assert [name for name in GUIDES if name != "README.md" and f"({name})" not in listed] == []


def test_the_acts_to_copy_are_well_formed() -> None:
    block = re.search(r"```jsonl\n(.*?)```", read("docs/guides/act-files.md"), re.DOTALL)
    assert block is not None

    for line in block.group(1).splitlines():
        act = json.loads(line)

        assert set(act) == {"id", "at", "by", "do", "with"}
        fields.read(catalog.verb(act["do"]).asks, act["with"])
