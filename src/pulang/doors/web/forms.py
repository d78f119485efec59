"""Forms in our words: kind sentences, a day in three boxes, rupiah as people write it.

A form of a screen is a list of these fields; `{{ form }}` shows it. Nothing here says "invalid".
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.functional import lazy

from pulang.doors.web.words import day, number, say, told
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

MONTHS = {
    name: month
    for month, names in enumerate(
        (
            ("januari", "january", "jan"),
            ("februari", "pebruari", "february", "feb", "peb"),
            ("maret", "march", "mar", "mrt"),
            ("april", "apr"),
            ("mei", "may"),
            ("juni", "june", "jun"),
            ("juli", "july", "jul"),
            ("agustus", "august", "agu", "ags", "aug"),
            ("september", "sep", "sept"),
            ("oktober", "october", "okt", "oct"),
            ("november", "nopember", "nov", "nop"),
            ("desember", "december", "des", "dec"),
        ),
        start=1,
    )
    for name in names
}
YEAR_FIRST = 1900
YEAR_LAST = 2100
RUPIAH_LAST = 10**15
LONG_TEXT = 2000

Choices = Sequence[tuple[str, Any]]


def _filled(sentence: Words, values: Mapping[str, Any]) -> str:
    return told(sentence).format(**values)


say_with = lazy(_filled, str)
"""`say_with(Words(…), {"label": label})`: like `say`, with values put in when it is shown."""


class Box(NamedTuple):
    """One of the three boxes of a day."""

    name: str
    id: str
    label: Words
    value: str
    width: int


class DayBoxes(forms.Widget):
    """Day, month and year in three boxes; one value `2019-03-03` under the field's own name is read too."""

    BOXES = (
        ("hari", Words(id="Hari", en="Day"), 2),
        ("bulan", Words(id="Bulan", en="Month"), 4),
        ("tahun", Words(id="Tahun", en="Year"), 4),
    )

    def boxes(self, name: str, value: Any, auto_id: str) -> list[Box]:
        """This will give the boxes with what they hold."""
        if isinstance(value, date):
            typed = [str(value.day), str(value.month), str(value.year)]
        else:
            typed = [str(part) for part in value] if value else ["", "", ""]
        return [
            Box(f"{name}_{key}", f"{auto_id}_{key}", label, text, width)
            for (key, label, width), text in zip(self.BOXES, typed, strict=True)
        ]

    def value_from_datadict(self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str) -> list[str]:
        """This will give what was typed in the three boxes."""
        whole = re.fullmatch(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*", str(data.get(name, "")))
        if whole:
            return [whole[3], whole[2], whole[1]]
        return [str(data.get(f"{name}_{key}", "")).strip() for key, _, _ in self.BOXES]

    def value_omitted_from_data(self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str) -> bool:
        """This will be true when none of the boxes was sent."""
        return name not in data and all(f"{name}_{key}" not in data for key, _, _ in self.BOXES)

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """This will lead the label to the first box."""
        return f"{id_}_hari"


class DayField(forms.Field):
    """A day; `first` and `last` bound it, both included. `up_to_today`: on a form that is an act, `last` is its day."""

    widget = DayBoxes
    default_error_messages = {
        "required": say("Tulis tanggalnya, misalnya 3 Maret 2019", "Write the date, for example 3 March 2019"),
        "part": say(
            "Lengkapi hari, bulan dan tahunnya, misalnya 3 Maret 2019",
            "Fill in the day, the month and the year, for example 3 March 2019",
        ),
        "real": say(
            "Tulis tanggal yang ada, misalnya 3 Maret 2019", "Write a date that exists, for example 3 March 2019"
        ),
        "year": say(
            f"Tulis tahun dengan empat angka, antara {YEAR_FIRST} dan {YEAR_LAST}",
            f"Write the year in four figures, between {YEAR_FIRST} and {YEAR_LAST}",
        ),
    }

    def __init__(
        self, *, first: date | None = None, last: date | None = None, up_to_today: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.up_to_today = up_to_today
        self.first = first
        self.last = last

    def to_python(self, value: list[str] | date | None) -> date | None:
        """This will read the boxes, refusing a day that does not exist."""
        if value is None or isinstance(value, date):
            return value
        if not any(value):
            return None
        if not all(value):
            raise self._wrong("part")
        day_text, month_text, year_text = value
        month = MONTHS.get(month_text.lower(), 0) or self._whole(month_text)
        year = self._whole(year_text)
        if not YEAR_FIRST <= year <= YEAR_LAST:
            raise self._wrong("year")
        try:
            return date(year, month, self._whole(day_text))
        except ValueError:
            raise self._wrong("real") from None

    def validate(self, value: date | None) -> None:
        """This will refuse a day outside the bounds, saying the bound."""
        super().validate(value)
        if value and self.last and value > self.last:
            words = Words(id="Tulis {day} atau sebelumnya", en="Write {day} or earlier")
            raise ValidationError(_filled(words, {"day": day(self.last)}), code="last")
        if value and self.first and value < self.first:
            words = Words(id="Tulis {day} atau sesudahnya", en="Write {day} or later")
            raise ValidationError(_filled(words, {"day": day(self.first)}), code="first")

    def has_changed(self, initial: Any, data: Any) -> bool:
        """This will compare days, not boxes."""
        try:
            return bool(self.to_python(data) != initial)
        except ValidationError:
            return True

    def _wrong(self, code: str) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code)

    @staticmethod
    def _whole(text: str) -> int:
        return int(text) if re.fullmatch(r"[0-9]{1,4}", text) else 0


class RupiahField(forms.Field):
    """Whole rupiah: `300000000`, `300.000.000`, `Rp 300,000,000` and `Rp300.000,00` all read the same."""

    prefix = "Rp"
    widget = forms.TextInput
    default_error_messages = {
        "required": say("Tulis jumlahnya, misalnya 2.500.000", "Write the amount, for example 2,500,000"),
        "amount": say(
            "Tulis jumlah dalam rupiah bulat, misalnya 2.500.000",
            "Write the amount in whole rupiah, for example 2,500,000",
        ),
        "small": say("Jumlahnya harus lebih dari nol", "The amount has to be more than nothing"),
        "large": say("Jumlah ini terlalu besar; periksa angka nolnya", "This amount is too large; check the zeros"),
    }

    def __init__(self, *, smallest: int = 1, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.smallest = smallest
        self.widget.attrs.update(
            {"inputmode": "numeric", "autocomplete": "off", "class": "govuk-input--width-10 pl-angka"}
        )

    def to_python(self, value: str | int | None) -> int | None:
        """This will read the amount."""
        if value is None or isinstance(value, int):
            return value
        text = re.sub(r"^rp\.?|\s", "", value.strip(), flags=re.IGNORECASE)
        if not text:
            return None
        text = re.sub(r"[.,](00|-)$", "", text)
        if not re.fullmatch(r"[0-9]+|[0-9]{1,3}([.,][0-9]{3})+", text, flags=re.ASCII):
            raise ValidationError(self.error_messages["amount"], code="amount")
        return int(re.sub(r"[.,]", "", text)[:20])

    def validate(self, value: int | None) -> None:
        """This will refuse nothing and the absurd."""
        super().validate(value)
        if value is not None and value < self.smallest:
            raise ValidationError(self.error_messages["small"], code="small")
        if value is not None and value > RUPIAH_LAST:
            raise ValidationError(self.error_messages["large"], code="large")

    def prepare_value(self, value: Any) -> Any:
        """This will show an amount grouped, and what was typed as it was."""
        return number(value) if isinstance(value, int) else value


class TextField(forms.CharField):
    """A line of text."""

    def __init__(self, *, longest: int = 200, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.longest = longest
        if "required" not in (kwargs.get("error_messages") or {}):
            words = Words(id="Isi “{label}”", en="Fill in “{label}”")
            self.error_messages["required"] = say_with(words, {"label": self.label or ""})

    def validate(self, value: str) -> None:
        """This will refuse a text that is too long, saying by how much."""
        super().validate(value)
        if len(value) > self.longest:
            words = Words(
                id="Tulis paling banyak {most} huruf; sekarang ada {now}",
                en="Write at most {most} characters; there are {now} now",
            )
            values = {"most": number(self.longest), "now": number(len(value))}
            raise ValidationError(_filled(words, values), code="longest")
        if "\x00" in value:
            raise ValidationError(say("Hapus tanda yang tidak terbaca", "Remove the unreadable character"), code="nul")


class LongTextField(TextField):
    """A text of several lines."""

    def __init__(self, *, longest: int = LONG_TEXT, rows: int = 5, **kwargs: Any) -> None:
        super().__init__(longest=longest, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def to_python(self, value: Any) -> str:
        """This will read every browser's line break (CR LF) as the one that texts are kept with."""
        return (super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")


class NumberField(forms.Field):
    """A whole number between `least` and `most`."""

    widget = forms.TextInput
    default_error_messages = {
        "required": say("Tulis angkanya, misalnya 145", "Write the number, for example 145"),
        "number": say("Tulis angka bulat, misalnya 145", "Write a whole number, for example 145"),
    }

    def __init__(self, *, least: int = 0, most: int = 1_000_000_000, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.least = least
        self.most = most
        self.widget.attrs.update({"inputmode": "numeric", "class": "govuk-input--width-5 pl-angka"})

    def to_python(self, value: str | int | None) -> int | None:
        """This will read the number, with or without separators."""
        if value is None or isinstance(value, int):
            return value
        text = value.strip()
        if not text:
            return None
        if not re.fullmatch(r"[0-9]{1,15}|[0-9]{1,3}([.,][0-9]{3}){1,4}", text, flags=re.ASCII):
            raise ValidationError(self.error_messages["number"], code="number")
        return int(re.sub(r"[.,]", "", text))

    def validate(self, value: int | None) -> None:
        """This will refuse a number outside the bounds, saying them."""
        super().validate(value)
        if value is not None and not self.least <= value <= self.most:
            words = Words(id="Tulis angka antara {least} dan {most}", en="Write a number between {least} and {most}")
            values = {"least": number(self.least), "most": number(self.most)}
            raise ValidationError(_filled(words, values), code="bounds")


_CHOOSE_IN = Words(id="Pilih salah satu di “{label}”", en="Choose one under “{label}”")
CHOOSE: dict[str, Any] = {
    "required": say("Pilih salah satu", "Choose one"),
    "invalid_choice": say("Pilih dari daftar yang ada", "Choose from the list"),
}


class ChoiceField(forms.ChoiceField):
    """One of a few, as radios; `hints` puts a line under a choice."""

    widget: type[forms.widgets.ChoiceWidget] = forms.RadioSelect
    default_error_messages = CHOOSE

    def __init__(self, *, choices: Choices, hints: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(choices=choices, **kwargs)
        self.hints = dict(hints or {})
        if self.label and "required" not in (kwargs.get("error_messages") or {}):
            self.error_messages["required"] = say_with(_CHOOSE_IN, {"label": self.label})


class SelectField(ChoiceField):
    """One of many, as a list that opens; it begins with nothing chosen."""

    widget = forms.Select

    def __init__(self, *, choices: Choices, **kwargs: Any) -> None:
        super().__init__(choices=[("", say("Pilih…", "Choose…")), *choices], **kwargs)


class ManyField(forms.MultipleChoiceField):
    """Any of a few, as check boxes."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {
        "required": say("Pilih paling sedikit satu", "Choose at least one"),
        "invalid_choice": CHOOSE["invalid_choice"],
        "invalid_list": CHOOSE["invalid_choice"],
    }

    def __init__(self, *, choices: Choices, hints: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(choices=choices, **kwargs)
        self.hints = dict(hints or {})


class YesField(forms.BooleanField):
    """One box to tick."""

    default_error_messages = {"required": say("Centang kotak ini untuk melanjutkan", "Tick this box to continue")}


_CHOOSE_AGAIN = say(
    "Pilih berkas ini sekali lagi; peramban tidak menyimpannya",
    "Choose this file once more; a browser does not keep it",
)


class Form(forms.Form):
    """The base of every form: our markup, our sentences, and refusals of a flow shown where they belong."""

    template_name = "web/parts/form.html"
    use_required_attribute = False
    error_css_class = ""
    required_css_class = ""

    def refuse(self, refusal: Refusal) -> None:
        """This will show a flow's "no" at the field it is about, or above the form."""
        self.add_error(refusal.field if refusal.field in self.fields else None, ValidationError(told(refusal.words)))
        self._choose_again()

    def full_clean(self) -> None:
        """This will look at every field, and then at the files that have to come again."""
        super().full_clean()
        self._choose_again()

    def _choose_again(self) -> None:
        """This will say beside a file that was fine that it has to be chosen again: no browser keeps it."""
        for name, field in self.fields.items() if self.is_bound and self.errors else ():
            if isinstance(field, forms.FileField) and name in self.files and name not in self.errors:
                self.add_error(name, ValidationError(_CHOOSE_AGAIN, code="again"))
