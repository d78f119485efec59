"""Figures for the public: one person prepares a quarter's release, another publishes it, nobody changes it."""

import json
from datetime import datetime
from hashlib import sha256
from typing import Annotated, Any

from pydantic import Field

from pulang.areas.accounts.facts import Actor
from pulang.areas.figures import exposure, operations, queries, rules
from pulang.areas.figures.facts import Draft
from pulang.flows import counting
from pulang.flows.act import Receipt, What, act, catch_up
from pulang.flows.inputs import Code, Short, Text
from pulang.flows.verbs import Verb
from pulang.kernel.moments import local_day
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import locks

Quarter = Annotated[Text, Field(min_length=6, max_length=6)]

TWO_PEOPLE = Words(
    id="Angka diterbitkan oleh orang lain, bukan oleh yang menyiapkannya.",
    en="Figures are published by somebody else, not by whoever prepared them.",
)
SAY_WHY = Words(
    id="Angka triwulan ini sudah terbit. Tulis alasan menggantinya; rilis lama tetap terbaca di arsip.",
    en="The figures of this quarter are published. Say why they are replaced; the old release stays in the archive.",
)


class PrepareRelease(What):
    """The figures of a quarter that is over are to be published; `reason` says why, when they replace others."""

    programme: Code
    quarter: Quarter
    reason: Short = ""


class PublishRelease(What):
    """The prepared figures of a quarter are to be read by everybody."""

    programme: Code
    quarter: Quarter


def prepare_release(*, by: Actor, at: datetime, ref: str, what: PrepareRelease) -> Receipt:
    """This will freeze a quarter's figures for a second person; refuses a running quarter and what would expose."""
    with act(by, "figures.release.prepare", at, ref=ref, what=what, programme=what.programme) as trail:
        rules.refuse_running(what.quarter, local_day(at, trail.zone))
        revision = queries.next_revision(what.programme, what.quarter)
        if revision > 1 and not what.reason:
            raise Refusal("reason-for-revision", SAY_WHY, field="reason")
        catch_up()
        content = counting.planned(what.programme, what.quarter).content
        draft = Draft(
            programme=what.programme,
            quarter=what.quarter,
            revision=revision,
            reason=what.reason,
            prepared_by=by.code,
            method=rules.METHOD,
            digest=digest_of(content),
            content=content,
        )
        operations.prepare(draft=draft, stamp=trail.stamp(None))
        trail.note(subject=what.quarter)
    return trail.done()


def publish_release(*, by: Actor, at: datetime, ref: str, what: PublishRelease) -> Receipt:
    """This will publish what was prepared; refuses its preparer, and what by now would expose somebody."""
    with act(by, "figures.release.publish", at, ref=ref, what=what, programme=what.programme) as trail:
        locks.change_programme(what.programme)  # two releases at once could expose what neither does alone
        draft = queries.draft(what.programme, what.quarter)
        if draft.prepared_by == by.code:
            raise Refusal("two-people-needed", TWO_PEOPLE)
        counts = rules.read_document(draft.content["counts"])
        exposure.refuse_exposure(counts, queries.published(what.programme))
        operations.publish(draft=draft, stamp=trail.stamp(None))
        trail.note(subject=what.quarter)
    return trail.done()


def digest_of(content: dict[str, Any]) -> str:
    """This will name a snapshot by its content."""
    plain = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(plain.encode()).hexdigest()


VERBS = (
    Verb("figures.release.prepare", PrepareRelease, prepare_release),
    Verb("figures.release.publish", PublishRelease, publish_release),
)
