"""The status and the reasons as plain documents for commands and the API (design.md, section 7)."""

from datetime import date
from typing import Any

from pulang.areas.statements.facts import ConflictFacts, FigureFacts, SlipFacts
from pulang.flows.entitlement import Entitlement
from pulang.flows.status import Blocker, FundLine, Status
from pulang.flows.why import Why


def document(status: Status) -> dict[str, Any]:
    """This will give a status as the document other programs rely on; days are ISO, money whole rupiah."""
    return {
        "programme": status.programme.code,
        "name": status.programme.name,
        "procedure": {"code": status.procedure.code, "version": status.procedure.version},
        "as_of": status.as_of.isoformat(),
        "known_on": _day(status.known_on),
        "headline": status.headline.as_dict(),
        "counts": {
            "registered": status.counts.registered,
            "returning": status.counts.returning,
            "by_choice": dict(status.counts.by_choice),
            "by_stage": dict(status.counts.by_stage),
            "by_origin": dict(status.counts.by_origin),
        },
        "blockers": [_blocker(blocker) for blocker in status.blockers],
        "funds": [_fund(fund) for fund in status.funds],
        "promises": [_promise(promise) for promise in status.promises],
        "reported_figures": [_figure(figure, against) for figure, against in status.figures],
    }


def reasons(why: Why) -> dict[str, Any]:
    """This will give what one case waits for as a document; it holds no identity."""
    return {
        "case": why.number,
        "programme": why.programme,
        "as_of": why.as_of.isoformat(),
        "known_on": _day(why.known_on),
        "stage": why.stage.value,
        "choice": why.choice,
        "waits_for": [_blocker(blocker) for blocker in why.blockers],
        "care": None if why.care is None else _blocker(why.care),
        "gates": [
            {
                "gate": finding.gate,
                "stage": stage.value,
                "answer": finding.answer.value,
                "waived": finding.waived,
                "says": finding.says.as_dict(),
                "source": finding.source.id,
            }
            for stage, finding in why.findings
        ],
    }


def entitled(sheet: Entitlement) -> dict[str, Any]:
    """This will give what one case is due as a document; it holds no identity."""
    return {
        "case": sheet.number,
        "programme": sheet.programme,
        "as_of": sheet.as_of.isoformat(),
        "choice": sheet.choice,
        "decree": sheet.decree or None,
        "decreed_on": _day(sheet.decreed_on),
        "total": sheet.total,
        "lines": [
            {
                "kind": line.kind,
                "what": line.what.as_dict(),
                "amount": line.amount,
                "payer": line.payer.as_dict(),
                "when": line.when.as_dict(),
                "waits_for": [wait.as_dict() for wait in line.waits],
                "given_on": _day(line.given_on),
                "source": line.source,
            }
            for line in sheet.lines
        ],
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _blocker(blocker: Blocker) -> dict[str, Any]:
    return {
        "gate": blocker.gate,
        "holder": blocker.holder.id,
        "holder_words": blocker.holder.as_dict(),
        "cases": blocker.cases,
        "since": _day(blocker.since),
        "days": blocker.days,
        "sentence": blocker.sentence.as_dict(),
        "remedy": blocker.remedy.as_dict(),
        "source": blocker.source.id,
    }


def _fund(fund: FundLine) -> dict[str, Any]:
    return {
        "source": fund.source,
        "name": fund.name,
        "payer": fund.payer,
        "use": fund.use,
        "ceiling": fund.ceiling,
        "released": fund.released,
        "committed": fund.committed,
        "spent": fund.spent,
        "available": fund.available,
        "needed": fund.needed,
        "shortfall": fund.shortfall,
        "covers_people": fund.covers,
    }


def _promise(promise: SlipFacts) -> dict[str, Any]:
    return {
        "what": promise.subject,
        "first_promised": promise.first_promised,
        "now_promised": promise.now_promised,
        "unit": promise.unit,
        "slips": promise.slips,
        "office": promise.office,
        "source": promise.source,
        "funding": promise.funding,
        "kept_on": _day(promise.kept_on),
        "overdue_days": promise.overdue_days,
    }


def _figure(figure: FigureFacts, against: tuple[ConflictFacts, ...]) -> dict[str, Any]:
    return {
        "on": figure.on.isoformat(),
        "said_on": figure.said_on.isoformat(),
        "office": figure.office,
        "figure": figure.figure,
        "value": figure.value,
        "high": figure.high,
        "unit": figure.unit,
        "source": figure.source,
        "summary": figure.summary,
        "conflicts_with": [
            {"value": other.value, "high": other.high, "office": other.office.id, "source": other.source}
            for other in against
        ],
    }
