"""`pulang restore FILE`: bring a backup back, or with `--check` prove that it can be."""

import argparse
from pathlib import Path
from typing import Any

from pulang.doors.jobs import archive, destinations, openings, ready
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import erasures
from pulang.storage.postgres import roles

HELP = Words(
    id="Memulihkan cadangan ke basis data kosong; dengan --check hanya membuktikan bahwa cadangan dapat dipulihkan.",
    en="Restores a backup into an empty database; with --check it only proves that the backup can be restored.",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """This will declare the file and the dry way."""
    parser.add_argument("file", type=Path)
    parser.add_argument("--check", action="store_true", help="hanya uji | only try")
    parser.add_argument("--keys", type=Path, help="kunci yang lebih baru | newer keys")
    parser.add_argument("--erasures", type=Path, help="buku penghapusan yang lebih baru | a newer ledger of erasures")
    openings.arguments(parser)
    parser.add_argument("--json", action="store_true")


def run(options: argparse.Namespace) -> int:
    """This will restore into a database aside, compare row by row count, then drop it or put it in place.

    Before it is put in place, everybody who was erased since is erased again, from every ledger there is.
    """
    files = archive.Files(options.file.absolute())
    keys = (options.keys or files.keys).absolute()
    manifest = archive.read_manifest(files, keys)
    erased = _ledgers(options, files)
    with ready.server() as target:
        place = destinations.of(target)
        if not options.check:
            place.refuse_full()
        with place.trial() if options.check else place.final() as into:
            found, differs = _restored(files, into, keys, manifest, newer=bool(options.keys))
            with archive.connect(into) as owner:
                again = archive.erase_again(owner, erased)
            if not options.check and not differs:
                place.keep(into)
                with archive.connect(target.dsn(roles.OWNER)) as owner:
                    archive.erase_again(owner, erased)
                erasures.add(erased, erasures.place())
                ready.bring_answers_up_to_date()
                openings.note("books.restored", purpose=options.purpose or "repair", what="backup")
    told = {"ok": not differs, "checked_only": options.check, "erased_again": again}
    if options.json:
        ready.answer({**told, "rows": found, "differs": differs})
    _report(options, found, differs)
    ready.tell(_ERASED.format(count=again, known=len(erased)).text(options.lang))
    return 1 if differs else 0


def _restored(
    files: archive.Files, into: dict[str, Any], keys: Path, manifest: archive.Manifest, *, newer: bool
) -> tuple[dict[str, int], dict[str, tuple[int, int]]]:
    """This will fill a database and count its rows; keys newer than the copy may be more or fewer than it had."""
    archive.restore_into(files, into, keys)
    with archive.connect(into) as owner:
        owner.execute("SET row_security = on")  # the policies show the owner every row
        found = archive.count_rows(owner)
    differs = {
        table: (rows, found.get(table, 0))
        for table, rows in manifest.rows.items()
        if found.get(table, 0) != rows and not (table == archive.KEYS_TABLE and newer)
    }
    return found, differs


def _ledgers(options: argparse.Namespace, files: archive.Files) -> tuple[erasures.Erased, ...]:
    """This will give everybody erased as far as any ledger knows: the backup's, this home's, and the one given."""
    given: list[Path] = [options.erasures.absolute()] if options.erasures else []
    for path in given:
        if not path.is_file():
            raise Refusal(
                "erasures-missing",
                Words(
                    id="Buku penghapusan {path} tidak ada; periksa namanya.",
                    en="There is no ledger of erasures {path}; check its name.",
                ).format(path=path),
            )
    known = {line.person: line for path in (files.erasures, erasures.place(), *given) for line in erasures.read(path)}
    return tuple(known.values())


_ERASED = Words(
    id="{count} orang yang sudah dihapus setelah cadangan ini dihapus lagi ({known} tercatat dalam buku penghapusan). "
    "Bila ada buku yang lebih baru, ulangi dengan --erasures.",
    en="{count} people erased since this backup were erased again ({known} stand in the ledger). If there is a newer "
    "ledger, restore again with --erasures.",
)


def _report(options: argparse.Namespace, found: dict[str, int], differs: dict[str, tuple[int, int]]) -> None:
    for table, (wanted, there) in differs.items():
        ready.tell(f"{table}: {wanted} != {there}")
    if differs:
        words = Words(id="Cadangan TIDAK cocok.", en="The backup does NOT match.")
    elif options.check:
        words = Words(
            id="Cadangan baik: {rows} baris dalam {tables} tabel dapat dipulihkan; tidak ada yang diubah.",
            en="The backup is good: {rows} rows in {tables} tables can be restored; nothing was changed.",
        )
    else:
        words = Words(
            id="Dipulihkan: {rows} baris dalam {tables} tabel. Letakkan keyring.json, sealer.key dan "
            "sealer.retired yang lama di folder rahasia.",
            en="Restored: {rows} rows in {tables} tables. Put the old keyring.json, sealer.key and "
            "sealer.retired into the secrets folder.",
        )
    ready.tell(words.format(rows=sum(found.values()), tables=len(found)).text(options.lang))
