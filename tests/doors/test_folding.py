"""What a template always says is put together once; what it shows is the same as without."""

from pathlib import Path

import pytest
from django.template import Context, engines
from django.template.engine import Engine

from pulang.doors.web import folding
from pulang.doors.web.words import speaking
from pulang.kernel.words import Words

_TEXT = """
{% load say asset %}{# silent #}<a href="{% url "leave" %}">{% say "Ya & tidak" "Yes & no" %}</a>
{% if yes %}{% say "A" "B" %}<b>{% say "{n} kali" "{n} times" n=n %}</b>{% else %}{% say "C" "D" %}{% endif %}
{% for one in many %}<i>{% say "satu" "one" %}</i>{{ one }}{% empty %}{% say "kosong" "none" %}{% endfor %}
{% block x %}{% say "isi" "body" %} {% asset "tanda.svg" %}{% endblock %}
{% say "kelak" "later" as kept %}{{ kept }}
"""


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("values", [{"yes": True, "n": 1, "many": ["<", "b"]}, {"yes": False, "many": []}])
def test_a_folded_template_shows_what_it_would_show_unfolded(values: dict[str, object], language: str) -> None:
    engine = engines["django"].engine  # type: ignore[attr-defined]
    folded, plain = engine.from_string(_TEXT), engine.from_string(_TEXT)
    folding.fold(folded.nodelist)

    with speaking(language):
        shown = [each.render(Context(dict(values))) for each in (folded, folded, plain)]

    assert shown[0] == shown[1] == shown[2]
    assert len(folded.nodelist) < len(plain.nodelist)


def test_a_template_that_extends_another_fills_its_blocks_as_without(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text('{% load say %}<p>{% say "atas" "top" %}</p>{% block x %}-{% endblock %}')
    (tmp_path / "b.html").write_text(
        '{% extends "a.html" %}\n{% load say %}{% block x %}{{ block.super }}{% say "b" "c" %}{% endblock %}'
    )
    inner = [("django.template.loaders.filesystem.Loader", [str(tmp_path)])]
    engine = Engine(
        loaders=[("pulang.doors.web.folding.Loader", inner)], libraries={"say": "pulang.doors.web.templatetags.say"}
    )

    with speaking("id"):
        assert engine.render_to_string("b.html") == "<p>atas</p>-b"


def test_a_value_is_found_where_django_finds_it() -> None:
    text = "{{ one.id }} {{ one.none.x }} {{ many.0 }} {{ table.key }} {{ one.text.upper }} {{ table.items|length }}"
    values = {"one": Words(id="<a>", en="b"), "many": ["c"], "table": {"key": "d"}}
    engine = engines["django"].engine  # type: ignore[attr-defined]
    folded, plain = engine.from_string(text), engine.from_string(text)
    folding.fold(folded.nodelist)

    assert folded.render(Context(values)) == plain.render(Context(values)) == "&lt;a&gt;  c d  1"
