"""A sentence in every language Pulang serves, so that no screen and no document is ever half translated."""

from dataclasses import dataclass
from typing import Final

LANGUAGES: Final = ("id", "en")


@dataclass(frozen=True, slots=True)
class Words:
    """The same sentence in Indonesian and English; both are always there."""

    id: str
    en: str

    def text(self, lang: str) -> str:
        """This will give the sentence in `lang`; any language but English reads Indonesian."""
        return self.en if lang == "en" else self.id

    def format(self, **values: object) -> "Words":
        """This will fill named placeholders; a value that is itself `Words` is put in per language."""
        return Words(
            id=self.id.format(**{name: _in(value, "id") for name, value in values.items()}),
            en=self.en.format(**{name: _in(value, "en") for name, value in values.items()}),
        )

    def as_dict(self) -> dict[str, str]:
        """This will give `{"id": …, "en": …}` for JSON."""
        return {"id": self.id, "en": self.en}


NOTHING: Final = Words(id="", en="")


def _in(value: object, lang: str) -> object:
    return value.text(lang) if isinstance(value, Words) else value


def same(text: str) -> Words:
    """This will make words of a name or number that reads the same in every language."""
    return Words(id=text, en=text)


def people(count: int) -> Words:
    """This will count people as a sentence does: `145 orang` / `145 people`, `1 orang` / `1 person`."""
    number = f"{count:,}"
    return Words(id=f"{number.replace(',', '.')} orang", en=f"{number} {'person' if count == 1 else 'people'}")


def listing(items: tuple[Words, ...]) -> Words:
    """This will join items as a sentence does: `a, b dan c` / `a, b and c`."""
    return Words(id=_join([item.id for item in items], "dan"), en=_join([item.en for item in items], "and"))


def named(names: tuple[str, ...], otherwise: str) -> Words:
    """This will join the names of offices as a sentence does, or give the one that stands where there are none."""
    return listing(tuple(same(name) for name in names or (otherwise,)))


def within(words: Words) -> Words:
    """This will begin words with a small letter, as they stand within a sentence."""
    return Words(id=words.id[:1].lower() + words.id[1:], en=words.en[:1].lower() + words.en[1:])


def _join(items: list[str], last: str) -> str:
    if len(items) < 2:  # noqa: PLR2004 - one item needs no joining word
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"
