"""Every verb an act can have, in one list: what it asks for and the flow that does it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from pulang.areas.accounts.facts import Actor
from pulang.flows.act import Receipt, What


class Flow(Protocol):
    """A function that carries out one verb as one act."""

    def __call__(self, *, by: Actor, at: datetime, ref: str, what: What) -> Receipt:
        """This will carry out the act and give its receipt."""


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb, the fields of its `with`, and the flow behind it."""

    name: str
    asks: type[What]
    flow: Callable[..., Receipt]


def fields_of(verb: Verb) -> dict[str, Any]:
    """This will give the JSON schema of a verb's fields, complete in itself: every `$ref` is put in its place."""
    whole = verb.asks.model_json_schema()
    shared = whole.pop("$defs", {})
    return {name: _inlined(part, shared) for name, part in whole.items()}


def _inlined(part: Any, shared: dict[str, Any]) -> Any:  # noqa: ANN401 - JSON is what it is
    if isinstance(part, list):
        return [_inlined(each, shared) for each in part]
    if not isinstance(part, dict):
        return part
    if "$ref" in part:
        # Two areas may give the same name to different codes, so verbs share no names.
        beside = {name: value for name, value in part.items() if name != "$ref"}
        return _inlined({**shared[part["$ref"].rpartition("/")[2]], **beside}, shared)
    return {name: _inlined(value, shared) for name, value in part.items()}
