"""The look: words, forms, pages that may not ask the database, errors that tell nothing, one set of marks."""

from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.http import HttpRequest
from django.template import Context, Template, TemplateSyntaxError
from django.test import Client, RequestFactory
from django.utils import translation
from pytest_django.fixtures import Settings

from pulang.doors.web import errors, pages, parts
from pulang.doors.web.forms import DayField, Form, NumberField, RupiahField, TextField
from pulang.doors.web.words import say
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import clock

BUILT = Path(pages.__file__).parent / "static" / "built"


def shown(source: str, language: str = "id", **values: object) -> str:
    with translation.override(language):
        return Template("{% load say %}" + source).render(Context(values))


def a_request(path: str = "/") -> HttpRequest:
    return RequestFactory().get(path)


@pytest.mark.parametrize(
    ("source", "indonesian", "english"),
    [
        ('{% say "Ada {n} berkas" "There are {n} cases" n=n %}', "Ada 1.145 berkas", "There are 1,145 cases"),
        ("{{ n|rupiah }}", "Rp1.145", "Rp1,145"),
        ("{{ on|day }}", "3 Maret 2019", "3 March 2019"),
        ("{{ on|weekday }}", "Minggu, 3 Maret 2019", "Sunday, 3 March 2019"),
        ("{{ 1|ago_days }}, {{ 12|ago_days }}", "kemarin, 12 hari lalu", "yesterday, 12 days ago"),
        ("{{ 1|days }}", "1 hari", "1 day"),
        ("{% both w %}", "ya", "yes"),
        ('{% say "per {d}" "on {d}" d=on %}', "per 3 Maret 2019", "on 3 March 2019"),
        ("{{ nothing|rupiah }}", "", ""),
    ],
)
def test_a_value_reads_as_people_of_each_language_write_it(source: str, indonesian: str, english: str) -> None:
    values = {"n": 1145, "on": date(2019, 3, 3), "w": Words(id="ya", en="yes"), "nothing": None}

    assert (shown(source, "id", **values), shown(source, "en", **values)) == (indonesian, english)


def test_a_value_put_into_a_sentence_is_escaped() -> None:
    assert shown('{% say "Halo {x}" "Hello {x}" x=x %}', x="<b>") == "Halo &lt;b&gt;"


@pytest.mark.parametrize(
    "source", ['{% say "satu saja" %}', "{% say satu dua %}", '{% say "Ada {n}" "There is {m}" n=1 %}']
)
def test_a_half_translated_sentence_stops_the_template(source: str) -> None:
    with pytest.raises(TemplateSyntaxError):
        shown(source)


class Sample(Form):
    title = TextField(label=say("Nama rapat", "Meeting name"), longest=10)
    on = DayField(label=say("Tanggal", "Date"), last=date(2019, 3, 3))
    amount = RupiahField(label=say("Jumlah", "Amount"))
    people = NumberField(label=say("Orang", "People"), most=500)


def typed(**changes: str) -> Sample:
    data = {"title": "Rakor", "on_hari": "3", "on_bulan": "3", "on_tahun": "2019", "amount": "1", "people": "1"}
    return Sample({**data, **changes})


@pytest.mark.parametrize(
    ("text", "amount"),
    [("300000000", 300_000_000), ("Rp 300.000.000", 300_000_000), ("2,500,000", 2_500_000), ("1.000,00", 1000)],
)
def test_rupiah_is_read_as_people_write_it(text: str, amount: int) -> None:
    form = typed(amount=text)

    assert form.is_valid(), form.errors
    assert form.cleaned_data["amount"] == amount


@pytest.mark.parametrize("month", ["3", "03", "maret", "Mar", "March"])
def test_a_month_may_be_a_number_or_a_name(month: str) -> None:
    form = typed(on_bulan=month)

    assert form.is_valid(), form.errors
    assert form.cleaned_data["on"] == date(2019, 3, 3)


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"on_hari": "30", "on_bulan": "2"}, "on", "Tulis tanggal yang ada, misalnya 3 Maret 2019"),
        ({"on_hari": ""}, "on", "Lengkapi hari, bulan dan tahunnya, misalnya 3 Maret 2019"),
        ({"on_tahun": "9999"}, "on", "Tulis tahun dengan empat angka, antara 1900 dan 2100"),
        ({"on_hari": "4"}, "on", "Tulis 3 Maret 2019 atau sebelumnya"),
        ({"on_hari": "٣"}, "on", "Tulis tanggal yang ada, misalnya 3 Maret 2019"),
        ({"amount": "1.5"}, "amount", "Tulis jumlah dalam rupiah bulat, misalnya 2.500.000"),
        ({"amount": "-5"}, "amount", "Tulis jumlah dalam rupiah bulat, misalnya 2.500.000"),
        ({"amount": "9" * 18}, "amount", "Jumlah ini terlalu besar; periksa angka nolnya"),
        ({"amount": "0"}, "amount", "Jumlahnya harus lebih dari nol"),
        ({"people": "501"}, "people", "Tulis angka antara 0 dan 500"),
        ({"title": ""}, "title", "Isi “Nama rapat”"),
        ({"title": "x" * 12}, "title", "Tulis paling banyak 10 huruf; sekarang ada 12"),
    ],
)
def test_a_mistake_is_answered_with_a_sentence_that_helps(changes: dict[str, str], field: str, sentence: str) -> None:
    form = typed(**changes)

    with translation.override("id"):
        assert [str(error) for error in form.errors[field]] == [sentence]


def test_a_field_names_its_hint_and_its_error_for_those_who_listen() -> None:
    class Hinted(Form):
        title = TextField(label="x", help_text="y")

    html = str(Hinted({"title": ""}))

    assert 'aria-describedby="id_title-hint id_title-error"' in html
    assert 'id="id_title-hint"' in html
    assert 'id="id_title-error"' in html


def test_a_refusal_stands_at_the_field_it_is_about() -> None:
    form = typed()

    form.refuse(Refusal("x", Words(id="Belum dapat", en="Not yet"), field="on"))
    form.refuse(Refusal("y", Words(id="Tidak", en="No")))

    assert form.errors["on"] == ["Belum dapat"]
    assert form.non_field_errors() == ["Tidak"]


def test_hidden_and_absent_look_the_same() -> None:
    hidden = errors.not_here(a_request("/berkas/1/"), PermissionError())
    absent = errors.not_here(a_request("/berkas/2/"))

    assert hidden.status_code == absent.status_code
    assert hidden.content == absent.content


def test_no_error_page_names_the_programme() -> None:
    for page in (errors.broken, errors.resting, errors.not_here, errors.not_understood, errors.too_fast):
        assert b"ulang</" not in page(a_request()).content.replace(b"<strong>", b"")
        assert b"Layanan</title>" in b"".join(page(a_request()).content.split())


@pytest.mark.django_db
def test_a_template_that_asks_the_database_is_stopped() -> None:
    with pytest.raises(pages.QueryWhileShowing), pages.database_refused(), connection.cursor() as cursor:
        cursor.execute("SELECT 1")

    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def test_money_missing_stands_behind_what_is_there() -> None:
    bar = parts.money_bar(title=Words(id="a", en="a"), ceiling=300_000_000, committed=0, spent=0, needed=362_500_000)

    assert [(part.kind, part.amount) for part in bar.segments] == [
        ("terpakai", 0),
        ("terikat", 0),
        ("sisa", 300_000_000),
        ("kurang", 62_500_000),
    ]


@pytest.mark.parametrize("asked", ["2018-12-25", "2018-02-30", "x", ""])
def test_an_impossible_day_reads_as_today(asked: str) -> None:
    day = pages.asked_day(a_request(f"/?hari={asked}"))

    assert day == (date(2018, 12, 25) if asked == "2018-12-25" else clock.today())


def test_the_stylesheet_carries_no_foreign_mark() -> None:
    sheet = next(BUILT.glob("tampilan.*.css")).read_text("utf-8")

    assert not [
        mark for mark in ("GDS Transport", "crest", "crown", "@font-face", "#1d70b8", "#0f7a52") if mark in sheet
    ]


def test_htmx_sends_the_form_token_of_the_page() -> None:
    request = a_request()

    html = pages.render(request, "web/errors/not_here.html", pages.Page(title=Words(id="a", en="a"))).content.decode()

    assert 'hx-headers:inherited=\'{"X-CSRFToken": "' in html


@pytest.mark.django_db
def test_a_wrong_password_is_answered_in_kind_words(client: Client) -> None:
    answer = client.post("/akun/login/", {"login": "siapa", "password": "salah"})

    assert "Kode pengguna dan kata sandi ini tidak cocok" in answer.content.decode()


@pytest.mark.django_db
def test_the_style_guide_shows_every_part_in_a_demo_only(client: Client, settings: Settings) -> None:
    settings.PULANG_DEMO = False
    assert client.get("/gaya/").status_code == 404

    settings.PULANG_DEMO = True
    for address in ("/gaya/", "/gaya/?galat", "/gaya/?jeda"):
        assert client.get(address).status_code == 200


@pytest.mark.django_db
def test_the_language_switch_keeps_the_page(client: Client) -> None:
    answer = client.post("/bahasa/", {"language": "en", "next": "/akun/login/?next=/"})

    assert answer.headers["Location"] == "/akun/login/?next=/"
    assert "User code" in client.get("/akun/login/", headers={"accept-language": "id"}).content.decode()


@pytest.mark.django_db
def test_no_page_needs_inline_script_or_style(client: Client, settings: Settings) -> None:
    settings.PULANG_DEMO = True
    for address in ("/gaya/?galat", "/akun/login/", "/tidak-ada/"):
        html = client.get(address).content.decode()
        assert " style=" not in html
        assert "<style" not in html
        assert " onclick=" not in html
        assert "<script>" not in html


def test_a_built_file_may_be_kept_for_good(client: Client) -> None:
    address = shown('{% load asset %}{% asset "tampilan.css" %}')

    answer = client.get(address, headers={"accept-encoding": "gzip"})

    answer.close()
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "immutable" in answer.headers["Cache-Control"]
