"""Which answers an operation can give: its own, and the problems every operation shares."""

from typing import Any, Final

from pulang.doors.api.schemas import Problem

_READ: Final = (401, 403, 404, 422, 503)
_ACT: Final = (400, 401, 403, 409, 413, 415, 422, 503)


def of(answer: Any) -> dict[int, Any]:
    """This will give what a reading operation can answer."""
    return {200: answer, **dict.fromkeys(_READ, Problem)}


def of_act(answer: Any) -> dict[int, Any]:
    """This will give what an operation that acts can answer: 201 the first time, 200 when it had been done."""
    return {200: answer, 201: answer, **dict.fromkeys(_ACT, Problem)}
