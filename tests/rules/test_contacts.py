"""Hours, tries and words of what a person is told: never at night, never more than that there is news."""

import re
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from tests.doors.outside import told

from pulang.areas.contacts.facts import QuestionFacts, QuestionLine
from pulang.areas.contacts.rules import (
    SEVERAL,
    TEMPLATES,
    TRIES_MOST,
    WORDINGS,
    Hours,
    NoticeKind,
    Way,
    again_at,
    due_at,
    message_of,
    question_in,
    refuse_used,
    refuse_without_address,
)
from pulang.kernel.refusals import Refusal

KUPANG = "Asia/Makassar"  # UTC+8


@pytest.mark.parametrize(
    ("hours", "at", "expected"),
    [
        (Hours.DAYTIME, (3, 10, 0), (3, 10, 0)),  # 18:00 there
        (Hours.DAYTIME, (3, 12, 0), (4, 0, 0)),  # 20:00: tomorrow at 8
        (Hours.DAYTIME, (2, 23, 59), (3, 0, 0)),  # 07:59: in a minute
        (Hours.MORNING, (3, 4, 0), (4, 0, 0)),  # noon: tomorrow morning
        (Hours.AFTERNOON, (3, 1, 0), (3, 4, 0)),  # 09:00: at noon
        (Hours.AFTERNOON, (3, 9, 0), (4, 4, 0)),  # 17:00: tomorrow at noon
        (Hours.TOGETHER, (3, 0, 30), (3, 1, 0)),  # 08:30: at 9
        (Hours.TOGETHER, (3, 1, 0), (4, 1, 0)),  # 09:00: with everything of the day, tomorrow at 9
        (Hours.TOGETHER, (3, 15, 0), (4, 1, 0)),  # 23:00: the same
    ],
)
def test_a_message_comes_in_her_hours_and_never_at_night(
    hours: Hours, at: tuple[int, int, int], expected: tuple[int, int, int]
) -> None:
    day, hour, minute = at

    found = due_at(datetime(2019, 3, day, hour, minute, tzinfo=UTC), hours, zone=KUPANG)

    assert (found.day, found.hour, found.minute) == expected


def test_every_try_waits_longer_than_the_last_and_the_last_is_the_last() -> None:
    at = datetime(2019, 3, 3, tzinfo=UTC)
    waits = [again_at(at, tries) for tries in range(1, TRIES_MOST + 1)]

    assert waits[-1] is None
    lengths = [wait - at for wait in waits if wait is not None]
    assert lengths == sorted(lengths)
    assert len(set(lengths)) == TRIES_MOST - 1 == len(lengths)
    assert lengths[0] >= timedelta(minutes=1)


def test_versions_of_a_message_count_up_and_the_last_one_is_sent() -> None:
    for kind, versions in WORDINGS.items():
        assert [one.version for one in versions] == [str(n) for n in range(1, len(versions) + 1)]
        assert TEMPLATES[kind] == versions[-1]
        assert len({one.words for one in versions}) == len(versions)


@pytest.mark.parametrize("template", [*(one for versions in WORDINGS.values() for one in versions), SEVERAL])
@pytest.mark.parametrize("lang", ["id", "en"])
def test_no_message_says_anything_but_that_there_is_news(template: object, lang: str) -> None:
    text = template.words.text(lang)  # type: ignore[attr-defined]

    assert told(text) == []
    assert not re.search(r"[0-9{}@/]|pulang|kembali|return|home|K-|bantuan|aid", text, re.IGNORECASE)
    assert len(text) <= 120  # one short message


def test_several_kinds_of_news_are_one_message() -> None:
    assert message_of([NoticeKind.ANSWER]) == message_of([NoticeKind.ANSWER, NoticeKind.ANSWER])
    assert message_of([NoticeKind.ANSWER, NoticeKind.JOURNEY]) == SEVERAL


@pytest.mark.parametrize(
    ("way", "address"),
    [(Way.TEXT, ""), (Way.TEXT, "abc"), (Way.TEXT, "12345"), (Way.MAIL, ""), (Way.MAIL, "nobody"), (Way.MAIL, "@a")],
)
def test_a_way_without_an_address_is_refused(way: Way, address: str) -> None:
    with pytest.raises(Refusal) as refused:
        refuse_without_address(way, address)

    assert refused.value.code == "contact-without-address"


def test_a_way_with_an_address_and_her_own_page_without_one_are_not_refused() -> None:
    for way, address in ((Way.TEXT, "0812 0000 0000"), (Way.MAIL, "a@contoh.test"), (Way.PAGE, "")):
        refuse_without_address(way, address)


def question(ref: str, *, answered: bool = False) -> QuestionFacts:
    line = QuestionLine("K-1", ref, "ASKED", date(2019, 3, 3), "K-1", date(2019, 3, 10), UUID(int=1))
    return QuestionFacts(line, line if answered else None)


def test_a_question_is_asked_once_and_answered_once() -> None:
    known = (question("S-1"), question("S-2", answered=True))

    assert question_in(known, "S-1").late(date(2019, 3, 11))
    assert not question_in(known, "S-1").late(date(2019, 3, 10))
    for ref in ("S-2", "S-3"):
        with pytest.raises(Refusal) as refused:
            question_in(known, ref)
        assert refused.value.code == "no-open-question"
    with pytest.raises(Refusal) as used:
        refuse_used(known, "S-2")
    assert used.value.code == "question-used"
