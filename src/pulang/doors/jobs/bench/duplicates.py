"""`pulang bench duplicates`: doubles found in a made-up register, with what was found, missed and taken wrongly."""

import os
import resource
import secrets
import sys
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pulang.areas.people.assessment import Entry, entry, threshold
from pulang.doors.jobs import ready
from pulang.doors.jobs.bench.given import register_of
from pulang.doors.jobs.bench.lookalikes import Person, pairs_of, register
from pulang.doors.jobs.doubles.duck import InMemory

SIZE = 1_000_000
SEED = "PULANG_SEED"
REGISTER = "PULANG_REGISTER"  # a table of somebody else's making, with a column `who` that says who is one person


def measure(size: int) -> dict[str, Any]:
    """This will make a register of `size` entries, one in five a double, and look for the doubles.

    The seed is drawn afresh unless `PULANG_SEED` says one; it stands in the answer. The baseline takes two entries for
    one person when name and birth date, or the NIK, are equal letter by letter. Where `PULANG_REGISTER` names a table
    (CSV: who, name, nik, birth_date, phone, home), its people are taken instead, and `size` is how many they are.
    """
    given = os.environ.get(REGISTER, "")
    if given:
        return {"name": "duplicates", "register": Path(given).name, **figures(register_of(Path(given)))}
    seed = int(os.environ.get(SEED) or secrets.randbelow(10**6))
    ready.tell(f"{size:,} orang buatan, benih | made-up people, seed {seed} …")
    return {"name": "duplicates", "seed": seed, **figures(register(size, seed))}


def figures(people: list[Person]) -> dict[str, Any]:
    """This will look for the doubles among people, and say what was found, missed and taken wrongly."""
    truth = set(pairs_of(people))
    plain = _scores(truth, _equal(people))
    entries = entries_of(people)
    return {
        "size": len(people),
        "doubles": len(truth),
        "threshold_bits": round(threshold(len(people)), 1),
        **_found(entries, truth),
        "baseline_equal_letters": plain,
        "load": round(os.getloadavg()[0], 1),
    }


def entries_of(people: Iterable[Person]) -> list[Entry]:
    """This will make people ready to be compared."""
    return [
        entry(name=one.name, birth_date=one.birth_date, nik=one.nik, phone=one.phone, home=one.home) for one in people
    ]


def _found(entries: list[Entry], truth: set[tuple[int, int]]) -> dict[str, Any]:
    least = threshold(len(entries))
    held = _megabytes()
    began = time.perf_counter()
    with InMemory(entries) as compared:
        candidates = compared.candidates()
        found = {(pair.one, pair.other): pair.weight for pair in compared.pairs(least - 6)}
        seconds = time.perf_counter() - began
    return {
        "seconds": round(seconds, 1),
        "memory_megabytes": _megabytes() - held,
        "memory_megabytes_with_the_list": _megabytes(),
        "candidates": candidates,
        "at_threshold": _scores(truth, {pair for pair, weight in found.items() if weight >= least}),
        "at_best": _best(truth, found),
        "by_threshold": {
            str(bits): _scores(truth, {pair for pair, weight in found.items() if weight >= bits})
            for bits in range(int(least) - 6, int(least) + 15, 2)
        },
    }


def _best(truth: set[tuple[int, int]], found: dict[tuple[int, int], float]) -> dict[str, float]:
    """This will give the scores at the threshold that does best, which nobody knows who does not know the truth."""
    right, best, at = 0, 0.0, 0.0
    for count, (pair, weight) in enumerate(sorted(found.items(), key=lambda each: -each[1]), 1):
        right += pair in truth
        if 2 * right / (count + len(truth)) > best:
            best, at = 2 * right / (count + len(truth)), weight
    scores = _scores(truth, {pair for pair, weight in found.items() if weight >= at})
    return {"bits": round(at, 1), **scores}


def _equal(people: list[Person]) -> set[tuple[int, int]]:
    """This will pair entries that are equal letter by letter, as a spreadsheet would find them."""
    met: dict[tuple[str, str], list[int]] = {}
    for place, one in enumerate(people):
        if one.nik:
            met.setdefault(("", one.nik), []).append(place)
        if one.birth_date:
            met.setdefault((one.name.casefold(), one.birth_date), []).append(place)
    return {(one, other) for places in met.values() for at, one in enumerate(places) for other in places[at + 1 :]}


def _scores(truth: set[tuple[int, int]], found: set[tuple[int, int]]) -> dict[str, float]:
    right = len(truth & found)
    precision, recall = right / max(len(found), 1), right / max(len(truth), 1)
    return {
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(2 * precision * recall / max(precision + recall, 1e-9), 4),
    }


def _megabytes() -> int:
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // 2**20 if sys.platform == "darwin" else most // 2**10


def counted(size: int, seed: int) -> dict[str, dict[str, float]]:
    """This will count how often each step is seen between entries of one person: what `m` was taken from."""
    people = register(size, seed)
    truth, compared = set(pairs_of(people)), InMemory(entries_of(people))
    compared.candidates()
    seen: dict[str, Counter[str]] = {}
    for pair in compared.pairs(-1000):
        if (pair.one, pair.other) in truth:
            for name, step in pair.steps.items():
                seen.setdefault(name, Counter())[step] += 1
    return {
        name: {step: round(count / sum(steps.values()), 5) for step, count in steps.most_common()}
        for name, steps in seen.items()
    }
