"""`{% load field %}{% field form.name %}`: a Django form field as a labelled, hinted, described control."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.template import Library, loader
from django.utils.safestring import SafeString, mark_safe

from pulang.doors.web.forms import DayBoxes

register = Library()

# The first widget class that fits chooses the template.
KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (DayBoxes, "day"),
    (forms.CheckboxSelectMultiple, "choices"),
    (forms.RadioSelect, "choices"),
    (forms.CheckboxInput, "yes"),
    (forms.Select, "input"),
    (forms.Textarea, "input"),
    (forms.PasswordInput, "password"),
)
CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.Select, "govuk-select"),
    (forms.Textarea, "govuk-textarea"),
    (forms.FileInput, "govuk-file-upload"),
    (forms.Widget, "govuk-input"),
)


def _described_by(bound: BoundField) -> str:
    """This will name the hint and the error of a control, in the order they are read."""
    hint = f"{bound.auto_id}-hint" if bound.help_text else ""
    error = f"{bound.auto_id}-error" if bound.errors else ""
    return f"{hint} {error}".strip()


def _control(bound: BoundField, described_by: str) -> SafeString:
    """This will render the widget itself with the classes of its kind."""
    widget = bound.field.widget
    wanted = next(name for kind, name in CLASSES if isinstance(widget, kind))
    if bound.errors:
        wanted = f"{wanted} {wanted}--error"
    own = widget.attrs.get("class", "")
    if isinstance(widget, forms.PasswordInput):
        own = f"{own} govuk-password-input__input govuk-js-password-input-input"
    # A placeholder vanishes when typing begins: labels and hints do its work.
    attrs: dict[str, Any] = {"class": f"{wanted} {own}".strip(), "placeholder": False}
    if described_by:
        attrs["aria-describedby"] = described_by
    if bound.errors:
        attrs["aria-invalid"] = "true"
    if not own and isinstance(widget, forms.NumberInput):
        attrs["class"] += " govuk-input--width-10"
    return mark_safe(bound.as_widget(attrs=attrs))  # noqa: S308 - Django's own widget markup, escaped there


def _options(bound: BoundField) -> list[dict[str, Any]]:
    hints = getattr(bound.field, "hints", {})
    return [
        {
            "id": option.data["attrs"].get("id", f"{bound.auto_id}_{place}"),
            "value": option.data["value"],
            "label": option.data["label"],
            "hint": hints.get(str(option.data["value"]), ""),
            "checked": option.data["selected"],
        }
        for place, option in enumerate(bound.subwidgets)
        if option.data["value"] not in ("", None)
    ]


def kind_of(bound: BoundField) -> str:
    """This will name the template a field is shown with."""
    widget = bound.field.widget
    return next((name for kind, name in KINDS if isinstance(widget, kind)), "input")


@register.simple_tag
def field(bound: BoundField) -> SafeString:
    """This will show one field with label, hint and error."""
    if bound.is_hidden:
        return mark_safe(str(bound))  # noqa: S308 - Django's own widget markup
    kind = kind_of(bound)
    described_by = _described_by(bound)
    shown: dict[str, Any] = {
        "f": bound,
        "id": bound.auto_id,
        "described_by": described_by,
        "prefix": getattr(bound.field, "prefix", ""),
        "suffix": getattr(bound.field, "suffix", ""),
    }
    if kind == "choices":
        shown["options"] = _options(bound)
        shown["many"] = isinstance(bound.field.widget, forms.CheckboxSelectMultiple)
    elif kind == "day":
        assert isinstance(bound.field.widget, DayBoxes)
        shown["boxes"] = bound.field.widget.boxes(bound.html_name, bound.value(), bound.auto_id)
    elif kind in ("input", "password"):
        shown["control"] = _control(bound, described_by)
    return mark_safe(loader.get_template(f"web/fields/{kind}.html").render(shown))  # noqa: S308 - a template escapes


@register.filter
def first_control(bound: BoundField) -> str:
    """This will give the id the error summary leads to."""
    if isinstance(bound.field.widget, DayBoxes):
        return f"{bound.auto_id}_hari"
    if kind_of(bound) == "choices":
        return f"{bound.auto_id}_0"
    return bound.auto_id
