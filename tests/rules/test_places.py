import subprocess
import sys
from collections import Counter
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pulang.areas.places import queries, rules
from pulang.areas.places.facts import Kind, Place, TimeZone
from pulang.kernel.refusals import Refusal


def _refused(code: str) -> Refusal:
    with pytest.raises(Refusal) as no:
        queries.place(code=code)
    return no.value


def _names(text: str, limit: int = 10, within: str = "") -> list[str]:
    return [place.name for place in queries.search(text=text, limit=limit, within=within)]


def test_the_list_is_the_whole_country() -> None:
    kinds = Counter(rules.kind_of(code) for names in (queries._upper(), queries._villages()) for code in names)

    assert len(queries.provinces()) == kinds[Kind.PROVINCE] == 38
    assert len(queries.regencies()) == kinds[Kind.REGENCY] + kinds[Kind.CITY] == 514
    assert kinds[Kind.CITY] == 98
    assert kinds[Kind.DISTRICT] == 7_285
    assert kinds[Kind.VILLAGE] == 83_762


def test_every_place_lies_in_places_that_exist() -> None:
    upper = queries._upper()

    for names in (upper, queries._villages()):
        assert all(parent in upper for code in names for parent in rules.parents_of(code))


def test_cities_and_regencies_are_called_what_they_are() -> None:
    for place in queries.regencies():
        assert place.name.startswith("Kota " if place.kind is Kind.CITY else "Kabupaten ")


def test_a_place_knows_everything_around_it() -> None:
    assert queries.place(code="53") == Place(
        "53", Kind.PROVINCE, "Nusa Tenggara Timur", (), "53", "Nusa Tenggara Timur"
    )
    assert queries.place(code="53.71.01") == Place(
        code="53.71.01",
        kind=Kind.DISTRICT,
        name="Alak",
        parents=("53", "53.71"),
        province_code="53",
        province_name="Nusa Tenggara Timur",
        regency_code="53.71",
        regency_name="Kota Kupang",
        district_name="Alak",
    )
    assert queries.place(code="53.71").full_name == "Kota Kupang, Nusa Tenggara Timur"


def test_a_village_is_found_with_its_district() -> None:
    code = next(code for code in queries._villages() if code.startswith("53.71.01."))

    village = queries.place(code=code.replace(".", ""))

    assert village.kind is Kind.VILLAGE
    assert village.full_name == f"{village.name}, Alak, Kota Kupang, Nusa Tenggara Timur"


@pytest.mark.parametrize("written", ["3578", "35.78", " 35.78 ", "35.78\n"])
def test_a_code_is_read_with_or_without_dots(written: str) -> None:
    assert queries.place(code=written).name == "Kota Surabaya"
    assert queries.province_of(code=written).name == "Jawa Timur"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", "place-code-empty"),
        ("   ", "place-code-empty"),
        ("3", "place-code-shape"),
        ("357", "place-code-shape"),
        ("35.78.", "place-code-shape"),
        ("35-78", "place-code-shape"),
        ("-35", "place-code-shape"),
        ("35,78", "place-code-shape"),
        ("Surabaya", "place-code-shape"),
        ("35\0", "place-code-shape"),
        ("{code}", "place-code-shape"),
        ("3" * 1_000_000, "place-code-shape"),
        ("\uff13\uff15\uff17\uff18", "place-code-other-digits"),
        ("٣٥", "place-code-other-digits"),
        ("35.7\u00b2", "place-code-other-digits"),
    ],
)
def test_what_is_no_code_is_refused_in_words(written: str, code: str) -> None:
    no = _refused(written)

    assert no.code == code
    assert len(no.words.id) < 200
    assert no.words.id.isprintable()


@pytest.mark.parametrize("written", [3578, 35.78, None, ["35"]])
def test_a_code_that_is_not_text_is_refused_in_words(written: object) -> None:
    with pytest.raises(Refusal) as no:
        rules.tidy_code(written)

    assert no.value.code == "place-code-not-text"


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("99", "Kode wilayah 99 tidak ada dalam daftar wilayah Indonesia. Yang terdekat: 96 Papua Barat Daya;"),
        ("99.71.01", "Kode wilayah 99.71.01 tidak ada dalam daftar wilayah Indonesia."),
        ("3587", "Kode wilayah 35.87 tidak ada di Jawa Timur. Yang terdekat: 35.78 Kota Surabaya;"),
        ("53.71.99", "Kode wilayah 53.71.99 tidak ada di Kota Kupang, Nusa Tenggara Timur. Yang terdekat: 53.71.0"),
        ("53.71.01.9999", "Kode wilayah 53.71.01.9999 tidak ada di Alak, Kota Kupang, Nusa Tenggara Timur."),
    ],
)
def test_an_unknown_code_is_named_with_the_nearest_ones(written: str, says: str) -> None:
    no = _refused(written)

    assert no.code == "place-unknown"
    assert no.words.id.startswith(says)
    assert no.words.en


@pytest.mark.parametrize(
    ("old", "year", "now"),
    [
        ("91.01", "2022", "93.01 Kabupaten Merauke"),
        ("9102", "2022", "95.01 Kabupaten Jayawijaya"),
        ("91.09", "2022", "94.04 Kabupaten Mimika"),
        ("92.71", "2022", "96.71 Kota Sorong"),
        ("64.05", "2012", "65.03 Kabupaten Nunukan"),
        ("64.73", "2012", "65.71 Kota Tarakan"),
    ],
)
def test_an_old_code_says_which_one_serves_now(old: str, year: str, now: str) -> None:
    no = _refused(old)

    assert no.code == "place-code-moved"
    assert year in no.words.id
    assert now in no.words.id
    assert now in no.words.en


def test_a_district_under_an_old_code_says_where_to_look() -> None:
    no = _refused("91.01.05")

    assert no.code == "place-code-moved"
    assert "kode lama 91.01" in no.words.id
    assert "93.01 Kabupaten Merauke" in no.words.id


def test_old_codes_are_free_and_their_successors_exist() -> None:
    upper = queries._upper()

    assert not set(rules.MOVED_TO) & set(upper)
    assert {now for now, _ in rules.MOVED_TO.values()} <= set(upper)
    assert len({now for now, _ in rules.MOVED_TO.values()}) == len(rules.MOVED_TO)


def test_every_province_keeps_one_of_three_clocks() -> None:
    clocks = Counter(queries.time_zone_of(code=province.code) for province in queries.provinces())

    assert clocks == {TimeZone.WIB: 18, TimeZone.WITA: 12, TimeZone.WIT: 8}
    assert all(ZoneInfo(clock) for clock in clocks)


@pytest.mark.parametrize(
    ("code", "clock"),
    [
        ("31", TimeZone.WIB),
        ("6171", TimeZone.WIB),
        ("62", TimeZone.WIB),
        ("63", TimeZone.WITA),
        ("65.03", TimeZone.WITA),
        ("53.71", TimeZone.WITA),
        ("51", TimeZone.WITA),
        ("73.71", TimeZone.WITA),
        ("82", TimeZone.WIT),
        ("91.71", TimeZone.WIT),
    ],
)
def test_a_place_keeps_its_provinces_clock(code: str, clock: TimeZone) -> None:
    assert queries.time_zone_of(code=code) is clock


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("surabaya", "Kota Surabaya"),
        ("SURABAYA", "Kota Surabaya"),
        ("Soerabaja", "Kota Surabaya"),
        ("Surabya", "Kota Surabaya"),
        ("Suarbaya", "Kota Surabaya"),
        ("kab. kupang", "Kabupaten Kupang"),
        ("Kabupaten Kupang", "Kabupaten Kupang"),
        ("kota kupang", "Kota Kupang"),
        ("kotamadya kupang", "Kota Kupang"),
        ("kota adm. jakarta pusat", "Kota Administrasi Jakarta Pusat"),
        ("Djakarta", "Daerah Khusus Ibukota Jakarta"),
        ("DKI Jakarta", "Daerah Khusus Ibukota Jakarta"),
        ("jogja", "Daerah Istimewa Yogyakarta"),
        ("Djokjakarta", "Daerah Istimewa Yogyakarta"),
        ("Atjeh", "Aceh"),
        ("Poerworedjo", "Kabupaten Purworejo"),
        ("Bandjarmasin", "Kota Banjarmasin"),
        ("NTT", "Nusa Tenggara Timur"),
        ("prov jatim", "Jawa Timur"),
        ("palangkaraya", "Kota Palangkaraya"),
        ("tanjungpinang", "Kota Tanjung Pinang"),
        ("Ujung Pandang", "Kota Makassar"),
        ("fakfak", "Kabupaten Fak Fak"),
        ("kec. alak", "Alak"),
        ("kota bahagia", "Kota Bahagia"),
        ("Boven Digul", "Kabupaten Boven Digoel"),
    ],
)
def test_a_name_is_found_as_people_write_it(typed: str, first: str) -> None:
    assert _names(typed)[0] == first


def test_same_names_come_before_beginnings_and_larger_places_before_smaller_ones() -> None:
    assert _names("bandung", limit=4) == ["Kabupaten Bandung", "Kota Bandung", "Bandung", "Bandung"]
    assert _names("kupang", limit=2) == ["Kabupaten Kupang", "Kota Kupang"]
    assert _names("papua", limit=2) == ["Papua", "Papua Barat"]


def test_the_order_never_changes() -> None:
    assert queries.search(text="su", limit=50) == queries.search(text="su", limit=50)


def test_villages_are_looked_through_only_within_a_place() -> None:
    assert all(place.kind is not Kind.VILLAGE for place in queries.search(text="alak", limit=50))
    within = queries.search(text="alak", limit=50, within="5371")
    assert [(place.kind, place.name) for place in within[:2]] == [(Kind.DISTRICT, "Alak"), (Kind.VILLAGE, "Alak")]
    assert all(place.regency_code == "53.71" for place in within)


@pytest.mark.parametrize("typed", ["", "   ", "...", "\0", "٣", "zzzzzzzz", "x" * 10_000])
def test_nothing_to_find_is_an_empty_answer(typed: str) -> None:
    assert queries.search(text=typed) == ()


def test_no_more_than_asked_for_is_given() -> None:
    assert len(queries.search(text="a", limit=3)) == 3
    assert queries.search(text="a", limit=0) == ()


def test_every_alias_names_a_place() -> None:
    assert {code for code in rules.ALIASES.values() if code not in queries._upper()} == set()


@settings(max_examples=30)
@given(st.text(max_size=30))
def test_nothing_typed_can_do_more_than_be_refused(text: str) -> None:
    assert len(queries.search(text=text, limit=2)) <= 2
    try:
        place = queries.place(code=text)
    except Refusal:
        return
    assert place.code == rules.tidy_code(text)


@pytest.mark.parametrize(
    ("typed", "name", "slips"),
    [
        ("kupang", "kupang", 0),
        ("kupng", "kupang", 1),
        ("kpuang", "kupang", 1),
        ("kupaang", "kupang", 1),
        ("abcd", "wxyz", 3),
    ],
)
def test_slips_are_counted_up_to_the_most_allowed(typed: str, name: str, slips: int) -> None:
    assert rules.slips_between(typed, name, 2) == slips


def test_provinces_and_regencies_load_without_the_villages() -> None:
    """In a process of its own, for the data may already be loaded in this one."""
    script = (
        "from pulang.areas.places import queries\n"
        "assert len(queries.provinces()) + len(queries.regencies()) == 552\n"
        "assert queries._villages.cache_info().currsize == 0\n"
        "import sys\n"
        "assert 'lokal' not in sys.modules\n"
    )

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
