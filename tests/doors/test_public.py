"""The public site: made of published releases alone, plain files, whole in both languages, readable by machines."""

import argparse
import csv
import io
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from xml.etree import ElementTree as ET

import psycopg
import pytest
from django.db import connections
from tests.doors.outside import BANNED
from tests.shape.test_words import LABELS
from tests.world import COORDINATOR, HEAD, PROGRAMME, REGISTRAR, World

from pulang.areas.figures import queries, rules
from pulang.areas.figures.facts import Release, Table
from pulang.areas.places import queries as places
from pulang.doors.public import checking, command, data, drawings, facts, simulated, site, tags, words
from pulang.doors.web.labels import SUBJECTS
from pulang.kernel.refusals import Refusal

CODE = "UJI-1"


@pytest.fixture(scope="module")
def releases() -> tuple[Release, ...]:
    return simulated.releases(600)


@pytest.fixture(scope="module")
def files(releases: tuple[Release, ...]) -> Mapping[str, bytes]:
    return site.files(releases, address="https://contoh.go.id/")


def pages(files: Mapping[str, bytes]) -> dict[str, str]:
    return {path: content.decode() for path, content in files.items() if path.endswith(".html")}


def test_the_same_releases_give_the_same_bytes_and_a_list_of_their_sums(
    releases: tuple[Release, ...], files: Mapping[str, bytes]
) -> None:
    assert site.files(releases, address="https://contoh.go.id/") == files
    lines = [line.split("  ") for line in files[site.SUMS].decode().splitlines()]
    listed = {path: digest for digest, path in lines}
    assert listed == {path: sha256(content).hexdigest() for path, content in files.items() if path != site.SUMS}


def test_every_page_keeps_to_itself(files: Mapping[str, bytes]) -> None:
    """No script, no form, nothing from another host, and a policy that would refuse them."""
    for path, text in pages(files).items():
        assert f'content="{site.POLICY.replace(chr(39), "&#x27;")}"' in text, path
        assert re.findall(r"<script|<form|<iframe|<img|<style| style=| on\w+=", text) == [], path
        assert [each for each in re.findall(r'(?:href|src)="([^"]+)"', text) if "//" in each] == [], path


def test_every_link_leads_to_a_file_of_the_site(files: Mapping[str, bytes]) -> None:
    for path, text in pages(files).items():
        for target in re.findall(r'href="([^"#]+)"', text):
            steps: list[str] = path.split("/")[:-1]
            for part in target.split("/"):
                if part == "..":
                    steps.pop()
                elif part != ".":
                    steps.append(part)
            assert "/".join(steps) in files, f"{path}: {target}"


def test_each_page_stands_in_both_languages_and_neither_is_left_in_the_other(files: Mapping[str, bytes]) -> None:
    found = pages(files)
    indonesian = {path: text for path, text in found.items() if not path.startswith("en/")}

    assert {f"en/{path}" for path in indonesian} == {path for path in found if path.startswith("en/")}
    for path, text in indonesian.items():
        english = found[f"en/{path}"]
        assert '<html lang="id">' in text
        assert '<html lang="en">' in english
        assert "not shown" not in text
        assert "tidak ditampilkan" not in english


def test_a_release_page_says_what_is_waited_for_on_what_money_and_what_was_promised(files: Mapping[str, bytes]) -> None:
    text = re.sub(r"\s+", " ", files[f"en/{CODE}/2019-3-r1.html"].decode())

    assert "the coordination meeting" in text
    assert "Kementerian Sosial" in text
    assert "still waited for" in text
    assert "Rp300,000,000" in text
    assert "2×" in text
    assert "11 June 2019" in text
    assert "may proceed on conditions" in text


def test_a_replaced_release_stays_and_names_what_replaced_it_and_why(files: Mapping[str, bytes]) -> None:
    old, new = files[f"{CODE}/2020-4-r1.html"].decode(), files[f"{CODE}/2020-4-r2.html"].decode()

    assert "Rilis ini sudah diganti" in old
    assert 'href="2020-4-r2.html"' in old
    assert "Nama sumber dana keliru" in old
    assert "Rilis ini sudah diganti" not in new
    assert files[f"{CODE}/index.html"].decode().count("Alasan revisi") == 1


def test_how_long_a_thing_was_waited_for_follows_from_the_releases(releases: tuple[Release, ...]) -> None:
    (wait,) = facts.waits(releases)

    assert (wait.since, wait.ended_by, wait.days) == ("2019-01-09", "2020-03-31", 356)
    assert facts.waits(releases[:2])[0].ended_by == ""


def test_the_tile_map_has_every_province_once_and_no_two_on_one_place() -> None:
    assert sorted(code for code, *_ in drawings.TILES) == [place.code for place in places.provinces()]
    assert len({(column, row) for _, column, row, _ in drawings.TILES}) == 38
    assert len({sign for *_, sign in drawings.TILES}) == 38


def test_a_picture_shows_no_more_than_the_printed_numbers(releases: tuple[Release, ...]) -> None:
    """What is hidden looks the same whatever stands behind it, and a colour follows from the number on the page."""
    release = releases[-1]
    cells = release.content["counts"]["cells"]
    hidden = [{**cell, "shown": None} for cell in cells]
    nothing = replace(release, content={**release.content, "counts": {**release.content["counts"], "cells": hidden}})
    printed = {cell["name"]["id"]: cell["shown"] for cell in cells if cell["table"] == Table.PROVINCE.value}
    tiles = re.findall(r'<g class="(t\w)"><title>([^:]+): ([^<]+)<', drawings.tile_map(release, "id"))
    shades = {name: kind for kind, name, _ in tiles}

    assert len(shades) == 38
    for name, kind in shades.items():
        shown = printed.get(name)
        assert kind == ("tb" if shown is None else f"t{sum(shown >= least for least in (15, 50, 100, 250))}")
    assert set(re.findall(r'class="(t\w)"', drawings.tile_map(nothing, "id"))) == {"t0", "tb"}
    stages = [cell for cell in cells if cell["table"] == Table.STAGE.value and cell["shown"] is not None]
    assert drawings.funnel(release, "id").count("<rect") == 1 + len(stages)


def test_the_data_package_describes_every_column_of_every_file(files: Mapping[str, bytes]) -> None:
    package = json.loads(files[f"{CODE}/data/datapackage.json"])

    assert package["profile"] == "tabular-data-package"
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    assert len(package["resources"]) == 9
    for resource in package["resources"]:
        rows = list(csv.DictReader(io.StringIO(files[f"{CODE}/data/{resource['path']}"].decode())))
        kinds = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
        assert rows, resource["name"]
        assert all(field["description"] for field in resource["schema"]["fields"])
        for row in rows:
            assert set(row) == set(kinds)
            for name, kind in kinds.items():
                assert _is(kind, row[name]), f"{resource['name']}.{name}: {row[name]!r}"


def _is(kind: str, value: str) -> bool:
    patterns = {"integer": r"-?\d+", "date": r"\d{4}-\d\d-\d\d", "string": r"(?s).*"}
    return value == "" or re.fullmatch(patterns[kind], value) is not None


def test_a_text_that_a_spreadsheet_would_run_is_written_as_text(releases: tuple[Release, ...]) -> None:
    first = replace(releases[0], reason='=HYPERLINK("http://x")')

    assert b"\"'=HYPERLINK" in dict(data.files([first]))["releases.csv"]


def test_markup_in_what_an_office_wrote_stays_text(releases: tuple[Release, ...]) -> None:
    said = {
        "said_on": "2019-01-20",
        "office": "<b>x</b>",
        "subject": "x",
        "summary": "<script>x</script>",
        "source": "",
    }
    content = {**releases[0].content, "name": "<i>x</i>", "statements": [said]}
    found = site.files([replace(releases[0], content=content)])

    for path in (f"{CODE}/index.html", f"{CODE}/atom.xml", "index.html"):
        assert b"<script" not in found[path]
        assert b"<i>" not in found[path]
    assert b"&lt;script&gt;" in found[f"{CODE}/index.html"]


@pytest.mark.parametrize(
    "source",
    [
        "Pertemuan 20 Januari",
        "http://contoh.go.id/siaran",
        "javascript:alert(1)",
        "https:javascript",
        " https://contoh.go.id/siaran",
        "https://contoh.go.id/siaran\n",
        "https://contoh.go.id@lain.example/siaran",
        "https://contoh.go.id:8443/siaran",
        "https://c\u043entoh.go.id/siaran",  # a Cyrillic letter that looks like one of ours
        "https://xn--cntoh-jye.go.id/siaran",
        'https://contoh.go.id/"onclick=x',
        "https://contoh.go.id\\@lain.example",
        "lihat https://contoh.go.id/siaran",
        "https://localhost/siaran",
    ],
)
def test_a_source_that_is_no_plain_address_stays_text(source: str) -> None:
    assert tags.parted(source) == ("", source)


def test_a_source_that_is_an_address_is_a_link_that_tells_nobody_where_one_came_from(
    releases: tuple[Release, ...],
) -> None:
    said = {
        **releases[0].content["statements"][0],
        "source": "https://contoh.go.id/siaran?no=1&hal=2#a (<b>hal. 2</b>)",
    }
    shown = pages(site.files((replace(releases[0], content={**releases[0].content, "statements": [said]}),)))

    address = "https://contoh.go.id/siaran?no=1&amp;hal=2#a"
    link = f'<a href="{address}" rel="external nofollow noopener noreferrer">{address}</a> (&lt;b&gt;hal. 2'
    assert all(link in text for path, text in shown.items() if path.endswith(f"{releases[0].quarter}.html"))
    assert any(link in text for text in shown.values())


def test_the_feed_names_every_release_newest_first(files: Mapping[str, bytes]) -> None:
    feed = ET.fromstring(files[f"en/{CODE}/atom.xml"])
    atom = {"a": "http://www.w3.org/2005/Atom"}
    entries = feed.findall("a:entry", atom)

    assert len(entries) == 9
    assert len({entry.findtext("a:id", namespaces=atom) for entry in entries}) == 9
    assert [entry.findtext("a:updated", namespaces=atom) for entry in entries] == sorted(
        (str(entry.findtext("a:updated", namespaces=atom)) for entry in entries), reverse=True
    )
    link = entries[0].find("a:link", atom)
    assert link is not None
    assert link.attrib["href"] == f"https://contoh.go.id/en/{CODE}/2020-4-r2.html"


def test_our_own_words_label_nobody(files: Mapping[str, bytes]) -> None:
    pattern = re.compile("|".join(LABELS), re.IGNORECASE)

    assert set(LABELS) <= set(BANNED)
    assert [path for path, text in pages(files).items() if pattern.search(text)] == []


# --- the folder


def test_files_are_put_whole_and_those_of_an_earlier_time_go(files: Mapping[str, bytes], tmp_path: Path) -> None:
    fewer = {path: content for path, content in files.items() if "2019-1" not in path}
    command.write(files, tmp_path)
    command.write(fewer, tmp_path)

    found = {str(path.relative_to(tmp_path)): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert found == fewer


def test_a_folder_with_other_things_in_it_is_left_alone(files: Mapping[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "surat.txt").write_text("penting")

    with pytest.raises(Refusal) as refused:
        command.write(files, tmp_path)

    assert refused.value.code == "folder-not-ours"
    assert [path.name for path in tmp_path.iterdir()] == ["surat.txt"]


def test_a_site_address_without_its_slash_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        command.run(argparse.Namespace(folder=tmp_path, address="contoh.go.id", lang="id"))

    assert refused.value.code == "site-address"


# --- from the database


def test_the_site_is_read_as_a_role_that_can_read_nothing_but_releases(own_database: str, settings: object) -> None:
    world = World()
    day = world.today.replace(year=2018, month=12, day=30)
    world.actor(REGISTRAR)
    for home in ("35.78", "33.74") * 13:
        number = world.choosing(home=home, on=day)
        world.here("cases.attempt.record", on=day, case=number, kind="IN_PERSON", outcome="ACCEPTED")
    world.here("figures.release.prepare", COORDINATOR, quarter="2018-4")
    assert site.files(queries.for_everybody()).keys() >= {"index.html"}
    assert queries.for_everybody() == ()  # what is prepared is not published
    world.here("figures.release.publish", HEAD, quarter="2018-4")

    (release,) = queries.for_everybody()
    text = site.files((release,))[f"{PROGRAMME}/2018-4-r1.html"].decode()
    assert "Sekitar 25 orang terverifikasi." in text
    assert "K-" not in text
    with connections["public"].cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("pulang_public",)
        for table in (
            "figures_draft",
            "cases_case",
            "audit_act",
            "programmes_programme",
            "accounts_user",
            "statements_answer",
        ):
            with pytest.raises(Exception, match="permission denied") as refused:
                cursor.execute(f"SELECT count(*) FROM {table}")
            assert isinstance(refused.value.__cause__, psycopg.errors.InsufficientPrivilege)


def test_the_written_site_is_looked_through_and_is_good(files: Mapping[str, bytes]) -> None:
    assert checking.faults(files, address="https://contoh.go.id/") == ()


@pytest.mark.parametrize(
    ("path", "old", "new", "says"),
    [
        (f"{CODE}/index.html", b'href="atom.xml"', b'href="hilang.xml"', "leads to hilang.xml"),
        ("index.html", b"<main", b'<img src="//jauh.example/a.png"><main', "asks somebody else"),
        ("index.html", b"<main", b"<script>document.cookie</script><main", "holds <script>"),
        ("index.html", b"<main", b'<a href="javascript:x">x</a><main', "leads elsewhere, and not by https"),
        ("en/index.html", b"default-src &#x27;none&#x27;", b"default-src *", "no content policy"),
        ("gaya.css", b"body", b'@import "https://jauh.example/x.css"; body', "asks somebody else"),
        (f"{CODE}/data/counts.csv", b"quarter,", b"kuartal,", "are not its dictionary's"),
        (f"{CODE}/data/money.csv", b",300000000,", b",banyak,", "not of its column's kind"),
        (f"{CODE}/data/datapackage.json", b'"licenses"', b'"lisensi"', "lacks \u201clicenses\u201d"),
        (f"{CODE}/atom.xml", b"https://contoh.go.id/UJI-1/2019-1-r1.html", b"https://jauh.example/", "leads to"),
    ],
)
def test_what_is_wrong_with_a_site_is_named(
    files: Mapping[str, bytes], path: str, old: bytes, new: bytes, says: str
) -> None:
    assert old in files[path], path
    broken = {**files, path: files[path].replace(old, new, 1)}

    found = [words.en for words in checking.faults(broken, address="https://contoh.go.id/")]

    assert any(says in one for one in found), found
    assert f"{path} is not what its checksum says." in found


def test_a_folder_without_a_site_is_told_and_a_good_one_too(
    files: Mapping[str, bytes], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = argparse.Namespace(folder=tmp_path, address="https://contoh.go.id/", check=True, lang="en")
    assert command.run(asked) == 1
    command.write(files, tmp_path)
    assert command.run(asked) == 0
    assert "every link leads somewhere" in capsys.readouterr().out


def test_times_and_complaints_stand_on_the_page_and_in_the_data_and_never_how_many_there_were(
    files: Mapping[str, bytes],
) -> None:
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", files[f"en/{CODE}/2019-3-r1.html"].decode()))
    assert "leave to proceed 9 January 2019 264 still held" in text
    assert "Half or more of the complaints that were due were answered in time, but not all of them." in text
    assert files[f"{CODE}/data/complaints.csv"].splitlines()[0].endswith(b",answered")
    counts = [(0, 0), (16, 16), (17, 16), (18, 9), (19, 9)]
    assert [rules.punctual(due, in_time) for due, in_time in counts] == ["ALL", "ALL", "MOST", "MOST", "FEWER"]


def test_every_subject_an_office_may_choose_has_words_here_too() -> None:
    assert set(SUBJECTS) <= set(words.SUBJECTS)


@pytest.mark.parametrize(
    ("said", "unit", "reads"),
    [
        ("12", "MONTHS", "12 months"),
        ("5500000", "RUPIAH", "Rp5,500,000"),
        ("2019-02", "", "February 2019"),
        (None, "", "–"),
    ],
)
def test_a_promise_reads_in_its_unit(said: str | None, unit: str, reads: str) -> None:
    assert words.promised(said, unit).en == reads


def test_time_per_stage_follows_from_what_was_waited_for(releases: tuple[Release, ...]) -> None:
    assert [(each.stage, each.days, each.held) for each in facts.times(releases[:3])] == [("CLEARED", 264, True)]
    assert [(each.stage, each.days, each.held) for each in facts.times(releases)] == [("CLEARED", 356, False)]
