"""`pulang keys status|rotate|retire`: how old the keys are, a newer version, and the end of an older one."""

import argparse

from pulang.doors.jobs import ready
from pulang.kernel.words import Words, same
from pulang.storage.keyring import Kept

HELP = Words(
    id="Versi kunci: status menunjukkan, rotate memindahkan semua ke versi baru, retire menghapus versi tak terpakai.",
    en="Versions of the keys: status shows them, rotate moves all to a newer one, retire forgets what nothing uses.",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """This will declare what to do with which kind of key."""
    parser.add_argument("what", choices=("status", "rotate", "retire"))
    kind = parser.add_mutually_exclusive_group()
    kind.add_argument("--wrapping", action="store_const", dest="kind", const=Kept.WRAPPING, default=Kept.WRAPPING)
    kind.add_argument("--digest", action="store_const", dest="kind", const=Kept.DIGESTING)
    parser.add_argument("--json", action="store_true")


def run(options: argparse.Namespace) -> int:
    """This will do it; exit code 1 when rows were left under an older version."""
    with ready.database():
        from pulang.flows import rotating  # noqa: PLC0415 - only once Django is set up
        from pulang.storage.keeper import served  # noqa: PLC0415

        if options.what == "rotate":
            moved = sum(rotating.rotate(options.kind))
            ready.tell(Words(id="{n} baris dipindahkan", en="{n} rows moved").format(n=moved).text(options.lang))
        if options.what == "retire":
            gone = rotating.retire(options.kind)
            words = _RETIRED if gone else _NOTHING
            ready.tell(words.format(versions=", ".join(map(str, gone))).text(options.lang))
        found = rotating.ages()
    if options.json:
        ready.answer(
            {
                "keeper": "service" if served() else "file",
                **{
                    kind.value: {"now": age.now, "versions": age.versions, "rows": age.rows, "old_rows": age.old_rows}
                    for kind, age in found.items()
                },
            }
        )
    else:
        for kind, age in found.items():
            rows = ", ".join(f"v{version}: {age.rows.get(version, 0)}" for version in age.versions)
            print(same(f"{kind.value}: v{age.now} ({rows})").text(options.lang))
    return 1 if options.what == "rotate" and found[options.kind].old_rows else 0


_RETIRED = Words(
    id="Versi {versions} dihapus. Cadangan kunci yang lebih tua tidak terbuka lagi; salin keyring.json yang baru.",
    en="Version {versions} is forgotten. Older backups of keys no longer open; copy the new keyring.json.",
)
_NOTHING = Words(id="Tidak ada versi lama yang tak terpakai.", en="There is no older version that nothing uses.")
