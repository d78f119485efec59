"""A register of somebody else's making is read as it comes, and what is wrong with it is said in one sentence."""

from pathlib import Path

import pytest

from pulang.doors.jobs.bench.duplicates import figures
from pulang.doors.jobs.bench.given import register_of
from pulang.kernel.refusals import Refusal

HEADS = "who,name,nik,birth_date,phone,home"
AMINAH = "a,Siti Aminah,3578015705750001,1975-05-17,0812-3456-7890,35.78"


def written(folder: Path, *lines: str, encoding: str = "utf-8") -> Path:
    path = folder / "register.csv"
    path.write_text("\r\n".join(lines), encoding=encoding)
    return path


def test_people_are_read_with_commas_or_with_semicolons_and_their_doubles_are_found(tmp_path: Path) -> None:
    lines = (HEADS.upper(), AMINAH, "b,Yohanes Seran,,1960,,53.01", "", "a,SITI AMINAH,3578015705750001,,,")
    plain = register_of(written(tmp_path, *lines))
    spreadsheet = register_of(written(tmp_path, *(line.replace(",", ";") for line in lines), encoding="utf-8-sig"))
    assert plain == spreadsheet
    assert [(one.who, one.birth_date, one.phone) for one in plain] == [
        (0, "1975-05-17", "+6281234567890"),
        (1, "1960-07-01", ""),
        (0, "", ""),
    ]
    assert figures(plain)["at_threshold"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0}


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ((HEADS.replace("birth_date", "born"), AMINAH), "has no column birth_date. Its first row has to hold: who, "),
        ((), "has no column who, name, nik"),
        ((HEADS, AMINAH), "holds fewer than two people"),
        ((HEADS, AMINAH, "b,Seran,,17/05/1975,,"), "Line 3: the birth date 17/05/1975 cannot be read"),
        ((HEADS, AMINAH, "b,Seran,,1975-02-30,,"), "Line 3: the birth date 1975-02-30 cannot be read"),
        ((HEADS, AMINAH, ",Seran,,,,"), "Line 3: the column who is empty"),
        ((HEADS, AMINAH, "b,Seran, S.Pd.,,,,"), "Line 3: it has not as many fields as there are headings"),
    ],
)
def test_what_is_wrong_with_it_is_said(tmp_path: Path, lines: tuple[str, ...], says: str) -> None:
    with pytest.raises(Refusal) as refused:
        register_of(written(tmp_path, *lines))
    assert says in refused.value.words.en


def test_a_file_that_is_not_there_or_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="cannot be read"):
        register_of(tmp_path / "absent.csv")
    with pytest.raises(Refusal, match="no UTF-8"):
        register_of(written(tmp_path, HEADS, AMINAH, encoding="utf-16"))
