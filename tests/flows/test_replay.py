"""A file of acts: read strictly, line by line, and done once however often it is replayed."""

import io
import json
import tracemalloc
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.flows.offices import DAY, lines_about, offices
from tests.flows.residents import COORDINATOR

from pulang.areas.coordination import queries as coordination
from pulang.areas.programmes import queries as programmes
from pulang.flows import actlines, replay
from pulang.flows.replay import Mode, Report
from pulang.kernel.moments import moment
from pulang.kernel.refusals import Refusal

MEETING = "coordination.meeting.expect"


def line(ref: str = "a-1", **changes: Any) -> dict[str, Any]:
    with_ = {"programme": "KD-2019", "code": f"rapat-{ref}", "title": "Rapat"}
    whole = {"id": ref, "at": "2019-03-03T10:00:00+08:00", "by": COORDINATOR, "do": MEETING, "with": with_}
    return {**whole, **changes}


def replayed(*lines: dict[str, Any] | bytes, mode: Mode = Mode.LINE_BY_LINE) -> Report:
    raw = b"".join(one if isinstance(one, bytes) else json.dumps(one).encode() + b"\n" for one in lines)
    return replay.replay(file=io.BytesIO(raw), mode=mode)


def meetings() -> list[str]:
    return [meeting.code for meeting in coordination.meetings("KD-2019", moment(DAY))]


@pytest.fixture
def kupang(db: None) -> None:
    offices("pemantau")


def test_a_file_is_done_and_doing_it_again_changes_nothing(kupang: None) -> None:
    first = replayed(line("a-1"), line("a-2"))
    again = replayed(line("a-1"), line("a-2"), line("a-3"))

    assert (first.done, first.already_done, first.refused, first.kept) == (2, 0, 0, True)
    assert (again.done, again.already_done, again.refused) == (1, 2, 0)
    assert meetings() == ["rapat-a-1", "rapat-a-2", "rapat-a-3"]


def test_a_refused_line_is_told_by_number_and_the_others_are_done(kupang: None) -> None:
    report = replayed(line("a-1"), b"\n", line("a-2", by="pemantau"), line("a-3"))

    assert (report.done, report.refused, report.kept) == (2, 1, True)
    assert [(one.line, one.id, one.code) for one in report.told] == [(3, "a-2", "not-allowed")]
    assert meetings() == ["rapat-a-1", "rapat-a-3"]


def test_an_atomic_replay_undoes_all_when_a_line_is_refused(kupang: None) -> None:
    report = replayed(line("a-1"), line("a-2", by="nobody"), mode=Mode.ATOMIC)

    assert (report.done, report.refused, report.kept) == (1, 1, False)
    assert meetings() == []
    assert replayed(line("a-1"), mode=Mode.ATOMIC).kept
    assert meetings() == ["rapat-a-1"]


def test_a_trial_writes_nothing_and_tells_the_same(kupang: None) -> None:
    trial = replayed(line("a-1"), line("a-2", by="nobody"), mode=Mode.DRY_RUN)

    assert (trial.done, trial.refused, trial.kept) == (1, 1, False)
    assert meetings() == []


def test_one_malformed_line_keeps_the_whole_file_from_being_done(kupang: None) -> None:
    report = replayed(line("a-1"), b"{\n", line("a-3", do="no.such.act"))

    assert report.malformed
    assert [one.line for one in report.told] == [2, 3]
    assert meetings() == []


def test_an_id_with_other_content_is_refused_within_the_file_too(kupang: None) -> None:
    other = line("a-1", **{"with": {"programme": "KD-2019", "code": "lain", "title": "Lain"}})

    assert [one.code for one in replayed(line("a-1"), other).told] == ["id-used-for-something-else"]


def test_what_a_closed_account_did_earlier_still_counts_as_done(kupang: None) -> None:
    replayed(line("a-1"))
    close = line("a-2", by="pulang", do="accounts.user.deactivate", **{"with": {"user": COORDINATOR}})

    assert replayed(close).done == 1
    report = replayed(line("a-1"), line("a-3"))

    assert (report.already_done, [one.code for one in report.told]) == (1, ["unknown-actor"])


def test_roles_count_from_their_day(kupang: None) -> None:
    early = line("a-1", at="2017-12-31T10:00:00+07:00")

    assert [one.code for one in replayed(early).told] == ["not-allowed"]


def test_more_acts_than_fit_one_transaction_are_all_done(kupang: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replay, "BATCH", 3)

    report = replayed(*(line(f"a-{number}", **({"by": "nobody"} if number == 4 else {})) for number in range(8)))

    assert (report.done, report.refused) == (7, 1)
    assert len(meetings()) == 7


def test_half_past_eleven_at_night_in_jakarta_is_tomorrow_in_jayapura(kupang: None) -> None:
    opening = {
        "code": "JPR-2019",
        "name": "Pemulangan Jayapura",
        "procedure": "stranded-person",
        "lead": "DINSOS-KPG",
        "ministry": "KEMENSOS",
        "place": "91.71",
        "fiscal_year": 2019,
    }
    night = "2019-03-03T23:30:00+07:00"
    held = {"programme": "JPR-2019", "code": "r", "title": "R"}
    report = replayed(
        line("j-1", do="programmes.programme.open", at="2019-01-01T08:00:00+07:00", **{"with": opening}),
        line("j-2", at=night, **{"with": {**held, "happened_on": "2019-03-04"}}),
        line("j-3", at=night, **{"with": {**held, "code": "s", "happened_on": "2019-03-05"}}),
    )

    assert programmes.programme("JPR-2019").time_zone == "Asia/Jayapura"
    assert [(one.line, one.code) for one in report.told] == [(3, "not-yet-happened")]


NO_FIELDS: dict[str, Any] = {"with": []}
HALF_SIGN: dict[str, Any] = {"with": {"title": "\ud800"}}
BAD = {
    "line-not-json": b"{\n",
    "line-cut-off": json.dumps(line()).encode()[:-20],
    "line-has-nul": b'{"id":"a\x00"}\n',
    "line-not-utf-8": b'{"id":"\xff"}\n',
    "file-of-16-bits": json.dumps(line()).encode("utf-16").replace(b"\n", b""),
    "lines-end-with-cr": json.dumps(line("a-1")).encode() + b"\r" + json.dumps(line("a-2")).encode() + b"\r",
    "line-too-long": b" " + b"x" * (actlines.LONGEST + 5) + b"\n",
    "line-too-deep": b"[" * 200_000 + b"\n",
    "not-an-object": b"[1]\n",
    "unknown-names": json.dumps(line(wiht={})).encode() + b"\n",
    "names-missing": b'{"id":"a"}\n',
    "name-twice": b'{"id":"a","id":"b"}\n',
    "not-a-number": b'{"id":NaN}\n',
    "not-text": json.dumps(line(by=7)).encode() + b"\n",
    "with-not-fields": json.dumps(line("a-1", **NO_FIELDS)).encode() + b"\n",
    "id-shape": json.dumps(line("a" * 65)).encode() + b"\n",
    "by-shape": json.dumps(line(by="a|b")).encode() + b"\n",
    "fields": json.dumps(line("a-1", **HALF_SIGN)).encode() + b"\n",
    "unknown-verb": json.dumps(line(do="x\ud800")).encode() + b"\n",
}


@pytest.mark.parametrize(("code", "raw"), BAD.items(), ids=list(BAD))
def test_a_malformed_line_gets_one_sentence(code: str, raw: bytes) -> None:
    report = replay._checked(io.BytesIO(b"\n" + raw), Mode.LINE_BY_LINE)

    assert [(one.line, one.code) for one in report.told] == [(2, code)]
    assert report.told[0].words.id.endswith(".")
    assert report.told[0].words.id.isprintable()


def test_a_text_that_is_too_long_is_counted_in_characters_and_a_list_in_entries() -> None:
    said = {"programme": "KD-2019", "subject": "uji", "office": "Dinas", "source": "uji", "kind": "STATEMENT"}
    text = line("a-1", do="statements.statement.record", **{"with": {**said, "summary": "x" * 2000}})
    held = {"programme": "KD-2019", "decree": "SK", "cases": ["K-1"] * 501}
    many = line("a-2", do="aid.beneficiary.list", **{"with": held})
    raw = b"".join(json.dumps(one).encode() + b"\n" for one in (text, many))

    report = replay._checked(io.BytesIO(raw), Mode.LINE_BY_LINE)

    assert [one.words.en.split("at most ")[1] for one in report.told] == ["500 characters.", "500 entries."]


@pytest.mark.parametrize("by", ["", "a b", "a\0b", "\ud800", "a\n", "a" * 65, "аdmin"], ids=ascii)
def test_whoever_no_account_is_called_is_told_by_line_and_never_repeated(by: str) -> None:
    report = replay._checked(io.BytesIO(json.dumps(line(by=by)).encode()), Mode.LINE_BY_LINE)

    assert [(one.line, one.code) for one in report.told] == [(1, "by-shape")]


def test_an_act_recorded_after_today_is_refused_and_nothing_of_its_file_is_done(kupang: None) -> None:
    raw = b"".join(
        json.dumps(one).encode() + b"\n" for one in (line("a-1"), line("a-2", at="2091-03-03T10:00:00+08:00"))
    )
    latest = datetime(2026, 1, 1, tzinfo=UTC)

    report = replay.replay(file=io.BytesIO(raw), latest=latest)

    assert [(one.line, one.code) for one in report.told] == [(2, "at-ahead")]
    assert meetings() == []


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("2019-03-03T10:00:00", "at-without-zone"),
        ("2019-03-03", "at-shape"),
        ("2019-02-30T10:00:00+08:00", "at-does-not-exist"),
        ("2019-03-03T24:00:00+08:00", "at-hour-24"),
        ("2016-12-31T23:59:60Z", "at-second-60"),
        ("9999-12-31T23:59:59Z", "at-out-of-range"),
        ("1899-12-31T23:59:59Z", "at-out-of-range"),
        ("2019-03-03T10:00:00+23:00", "at-zone-too-far"),
        ("2019-03-03T25:00:00+07:00", "at-does-not-exist"),
        ("٢٠١٩-03-03T10:00:00+07:00", "at-shape"),
        ("", "at-shape"),
    ],
)
def test_an_instant_no_clock_shows_is_refused(said: str, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        actlines.instant(said)

    assert caught.value.code == code


@pytest.mark.parametrize("said", ["2019-03-03T10:00:00+08:00", "2019-03-03t02:00z", "2019-03-03T02:00:00.5Z"])
def test_an_instant_with_its_zone_is_read(said: str) -> None:
    assert actlines.instant(said).astimezone().utcoffset() is not None


def test_a_mark_at_the_start_and_blank_lines_are_forgiven() -> None:
    raw = b"\xef\xbb\xbf" + json.dumps(line()).encode() + b"\r\n \r\n\n" + json.dumps(line("a-2")).encode()

    assert replay._checked(io.BytesIO(raw), Mode.LINE_BY_LINE).told == []


def test_a_written_line_is_read_back() -> None:
    first = actlines.parse(json.dumps(line()).encode())

    assert actlines.parse(actlines.write(first).encode()) == first


def test_reading_stops_where_it_tells_nothing_new() -> None:
    report = replay._checked(io.BytesIO(b"{\n" * 5000), Mode.LINE_BY_LINE)

    assert len(report.told) == replay.FAULTS_MOST + 1
    assert report.told[-1].code == "stopped-looking"


class Endless(io.RawIOBase):
    """A file of any size that is nowhere: one long line, or many short ones."""

    def __init__(self, piece: bytes, size: int) -> None:
        self.piece, self.left = piece, size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        count = min(len(buffer), self.left, len(self.piece))
        buffer[:count] = self.piece[:count]
        self.left -= count
        return count


@pytest.mark.parametrize("piece", [b"x" * 65536, (b" " * 1022 + b"\n\n") * 64], ids=["one line", "blank lines"])
def test_a_huge_file_needs_no_more_memory_than_a_line(piece: bytes) -> None:
    file = io.BufferedReader(Endless(piece, 24 * 2**20), buffer_size=65536)
    tracemalloc.start()

    report = replay._checked(file, Mode.LINE_BY_LINE)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 12 * 2**20
    assert {one.code for one in report.told} <= {"line-too-long"}


WHOLE = json.dumps(line()).encode()


@settings(max_examples=250)
@given(raw=st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_get_a_sentence(raw: bytes) -> None:
    told_in_words(raw)


@settings(max_examples=250)
@given(place=st.integers(0, len(WHOLE)), cut=st.integers(0, 12), put=st.binary(max_size=8))
def test_a_damaged_act_gets_a_sentence(place: int, cut: int, put: bytes) -> None:
    told_in_words(WHOLE[:place] + put + WHOLE[place + cut :])


def told_in_words(raw: bytes) -> None:
    for one in replay._checked(io.BytesIO(raw), Mode.LINE_BY_LINE).told:
        assert one.words.id.strip()
        assert one.words.id.isprintable(), one.words.id
        assert one.words.en.isprintable(), one.words.en


@pytest.mark.django_db
def test_an_empty_file_does_nothing() -> None:
    assert (replayed().done, replayed().refused) == (0, 0)
    assert lines_about("rapat-a-1") == ()
