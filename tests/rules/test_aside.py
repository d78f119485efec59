"""What a run lays aside of many rows: found again by marks, in order, and readable by nobody else."""

import sqlite3
from contextlib import closing

import pytest
from cryptography.exceptions import InvalidTag

from pulang.storage.aside import Aside, laying_aside


def test_a_mark_gives_the_first_places_that_have_it() -> None:
    with laying_aside() as aside:
        for place in (7, 3, 3, 11):
            aside.mark(place, "NIK", b"one")
        aside.mark(5, "PHONE", b"one")
        assert aside.places("NIK", b"one", 2) == [3, 7]
        assert aside.places("NIK", b"another", 2) == []


def test_what_is_laid_aside_opens_in_its_place_only_and_stands_nowhere_to_be_read() -> None:
    with closing(sqlite3.connect("", isolation_level=None)) as file:
        aside = Aside(file)
        aside.lay(1, b"Aminah, Jalan Uji 1")
        aside.mark(1, "NIK", b"3578015705750001")
        assert aside.laid(1) == b"Aminah, Jalan Uji 1"
        assert not any(said in file.serialize() for said in (b"Aminah", b"3578015705750001"))
        file.execute("UPDATE laid SET place = 2")
        with pytest.raises(InvalidTag):
            aside.laid(2)
