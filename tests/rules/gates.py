"""What every test of a gate asks of the words in its answer, and facts to begin from."""

from datetime import date
from typing import Any

from pulang.areas.readiness.facts import CaseFacts, ProgrammeFacts
from pulang.areas.readiness.rules import CaseGate, ProgrammeGate, Reply, Stage, Step
from pulang.kernel.findings import Answer, Finding
from pulang.kernel.words import Words

DAY = date(2019, 3, 3)
OPENED = date(2018, 8, 20)
LEAD = "Dinas Sosial Kota Kupang"
MINISTRY = "Kementerian Sosial"
STEP = Step(Stage.CLEARED)


def programme(**changes: Any) -> ProgrammeFacts:
    return ProgrammeFacts(**{"day": DAY, "opened_on": OPENED, "lead": LEAD, "ministry": MINISTRY, **changes})


def judge(gate: ProgrammeGate, **changes: Any) -> Finding:
    """Gives the gate's finding, after asking of it what everybody may expect of a finding."""
    facts = programme(**changes)
    finding = gate.check(facts)

    assert finding.gate == gate.id
    assert finding.since is not None
    assert finding.source.id
    assert not finding.waived
    for words in (finding.says, finding.holder, gate.question, gate.waits_for(facts)):
        assert_sentence(words)
    if finding.answer is Answer.NOT_MET:
        assert_sentence(finding.remedy)
    else:
        assert finding.answer is Answer.MET
        assert finding.remedy == Words("", "")
    return finding


def reply(gate: CaseGate, facts: CaseFacts, step: Step = STEP) -> Reply:
    """Gives a case gate's reply, after asking of it what everybody may expect of a reply."""
    found = gate.check(facts, step)

    for words in (found.says, gate.question, gate.awaited):
        assert_sentence(words)
    if found.answer is Answer.NOT_MET:
        assert_sentence(found.remedy)
    else:
        assert found.remedy == Words("", "")
    assert gate.source.id
    return found


def assert_sentence(words: Words) -> None:
    for text in (words.id, words.en):
        assert text.strip() == text, text
        assert text, words
        assert "{" not in text, text
        assert "}" not in text, text
        assert "None" not in text, text
