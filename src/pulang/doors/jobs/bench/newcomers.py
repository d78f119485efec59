"""`pulang bench newcomers`: people registered one by one against a register of a million, and which doubles are seen.

Both are measured: what finds the likely doubles by itself, and the whole act around it. The register is filled once
with sealed people and kept for the next run; its seed is drawn afresh unless `PULANG_SEED` says one, and stands in
the answer.
"""

import os
import secrets
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from pulang.doors.jobs import ready
from pulang.doors.jobs.bench.lookalikes import Person, register
from pulang.doors.jobs.bench.population import refuse_outside
from pulang.doors.jobs.bench.registration import PROGRAMME, USER, prepare
from pulang.kernel import refs
from pulang.storage.postgres import Target, home_from_env

SIZE = 1_000_000
SEED = "PULANG_SEED"
_ASKED = 1000  # newcomers for whom only the likely doubles are looked for
_ENTERED = 400  # newcomers who are registered by the act
_WARMING = 50


def measure(size: int) -> dict[str, Any]:
    """This will look for likely doubles of newcomers, and register others, among `size` people who are there."""
    refuse_outside()
    os.environ["PULANG_HOME"] = str(Path(home_from_env().path) / "bench" / f"newcomers-{size}")
    with ready.database() as target:
        prepare()
        began = time.perf_counter()
        people, seed = _filled(target, size)
        filling = time.perf_counter() - began
        there, newcomers = people[:size], people[size:]
        chance, half = Random(secrets.randbits(64)), len(newcomers) // 2  # noqa: S311 - others in every run
        known = {one.who for one in there}
        del there, people
        # Whoever is registered stays for the next run, so nobody of that half is asked about.
        asked = chance.sample(newcomers[:half], _ASKED + _WARMING)
        entered = chance.sample(newcomers[half:], _ENTERED + _WARMING)
        figures = _looked_for(asked, known) | _registered(entered, _free_numbers(target, len(entered)))
    return {
        "name": "newcomers",
        "size": size,
        "seed": seed,
        "keys": os.environ.get("PULANG_KEYS") or "file",
        "filling_seconds": round(filling, 1),
        **figures,
        "load": round(os.getloadavg()[0], 1),
    }


def _filled(target: Target, size: int) -> tuple[list[Person], int]:
    """This will fill the register unless it is; gives its people and, after them, newcomers, and the seed of all."""
    from pulang.doors.jobs.bench import sealed  # noqa: PLC0415 - only once Django is set up

    assert target.cluster is not None, "without DATABASE_URL there is an embedded cluster"
    with target.cluster.admin("pulang") as admin:
        before = sealed.seed_of(admin)
    seed = before if before is not None else int(os.environ.get(SEED) or secrets.randbelow(10**6))
    ready.tell(f"{size:,} orang buatan, benih | made-up people, seed {seed} …")
    people = register(size + 5 * (_ASKED + _ENTERED + 2 * _WARMING), seed)
    if before is None:
        connect = partial(target.cluster.admin, "pulang")
        sealed.fill(connect, people[:size], programme=PROGRAMME, homes=_homes(), seed=seed)
    return people, seed


def _homes() -> list[str]:
    from pulang.areas.places import queries as places  # noqa: PLC0415 - only once Django is set up

    return [place.code for place in places.regencies()]


def _looked_for(newcomers: Sequence[Person], known: set[int]) -> dict[str, Any]:
    """This will time the look for likely doubles alone, as registration does it, and count what was found."""
    from pulang.areas.accounts import queries as accounts  # noqa: PLC0415 - only once Django is set up
    from pulang.areas.people import queries as people  # noqa: PLC0415
    from pulang.doors.jobs.bench import sealed  # noqa: PLC0415
    from pulang.flows import likeness, standing  # noqa: PLC0415
    from pulang.storage import clock, sealing  # noqa: PLC0415

    day = clock.today()
    by, homes, took, flagged = accounts.actor(USER, day), _homes(), list[float](), list[tuple[bool, int]]()
    for one in newcomers:
        said = sealed.said_of(one)
        with standing.looking(by, day=day):
            began = time.perf_counter()
            pointing = likeness.pointing(said, people.digests(values=said))
            newcomer = likeness.Newcomer(sealing.new_id(), said, pointing, sealed.home_of(one, homes))
            likely = likeness.found([newcomer]).get(newcomer.person, likeness.NOBODY)
            took.append((time.perf_counter() - began) * 1000)
        flagged.append((one.who in known, len(likely.open)))
    doubles = [count for is_double, count in flagged if is_double]
    others = [count for is_double, count in flagged if not is_double]
    return {
        "looked_for": _times(took[_WARMING:]),
        "newcomers_who_are_there_already": len(doubles),
        "of_them_told": sum(map(bool, doubles)),
        "newcomers_who_are_not": len(others),
        "of_them_told_all_the_same": sum(map(bool, others)),
        "most_likely_doubles_of_one": max(count for _, count in flagged),
    }


def _free_numbers(target: Target, count: int) -> list[str]:
    """This will draw numbers no case has: among a million, one in a thousand that are drawn is taken."""
    assert target.cluster is not None, "without DATABASE_URL there is an embedded cluster"
    drawn = {refs.draw("K", secrets.randbelow) for _ in range(count + 50)}
    with target.cluster.admin("pulang") as admin:
        taken = admin.execute("SELECT number FROM cases_case WHERE number = ANY(%s)", [list(drawn)]).fetchall()
    return sorted(drawn - {number for (number,) in taken})[:count]


def _registered(newcomers: Sequence[Person], numbers: Sequence[str]) -> dict[str, Any]:
    from pulang.areas.accounts import queries as accounts  # noqa: PLC0415 - only once Django is set up
    from pulang.doors.jobs.bench import sealed  # noqa: PLC0415
    from pulang.flows.perform import perform  # noqa: PLC0415
    from pulang.storage import clock  # noqa: PLC0415

    by, homes, took = accounts.actor(USER, clock.today()), _homes(), list[float]()
    for one, number in zip(newcomers, numbers, strict=True):
        said = {field.value.lower(): value for field, value in sealed.said_of(one).items()}
        about = {"programme": PROGRAMME, "case": number, "home": sealed.home_of(one, homes)}
        began = time.perf_counter()
        perform(
            by=by,
            verb="cases.case.register",
            with_={**about, **said},
            at=clock.now(),
            ref=f"newcomer-{secrets.token_hex(8)}",
        )
        took.append((time.perf_counter() - began) * 1000)
    return {"registered": _times(took[_WARMING:])}


def _times(took: Sequence[float]) -> dict[str, float]:
    ordered = sorted(took)
    at = {"median_milliseconds": 0.5, "p95_milliseconds": 0.95, "p99_milliseconds": 0.99}
    shares = {name: round(ordered[int(len(ordered) * share)], 1) for name, share in at.items()}
    return {"people": len(ordered), **shares, "slowest_milliseconds": round(ordered[-1], 1)}
