"""`pulang backup FILE`: one consistent copy, the persons' keys apart."""

import argparse
from pathlib import Path

from pulang.doors.jobs import archive, openings, ready
from pulang.kernel.words import Words
from pulang.storage import erasures, signing
from pulang.storage.postgres import roles

HELP = Words(
    id="Menulis cadangan: FILE (data), FILE.keys (kunci tiap orang), FILE.json (isinya), FILE.erasures (yang dihapus).",
    en="Writes a backup: FILE (data), FILE.keys (each person's key), FILE.json (what they hold), FILE.erasures (gone).",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """This will declare the file and the purpose; a backup is upkeep unless something else is said."""
    parser.add_argument("file", type=Path)
    openings.arguments(parser)
    parser.add_argument("--json", action="store_true")


def run(options: argparse.Namespace) -> int:
    """This will write the backup and say where each part has to be kept."""
    with ready.database() as target:
        files = archive.Files(options.file.absolute())
        archive.refuse_existing(files)
        reading, owning = target.dsn(roles.BACKUP), target.dsn(roles.OWNER)
        archive.connect(reading).close()  # another home's server is told before anything is written down
        openings.write("books.copied", purpose=options.purpose or "upkeep", what="backup")
        _bring_ledger_up_to_date()
        manifest = archive.write(files, reading, owning)
        keyring = target.home.secrets / "keyring.json"
    if options.json:
        told = {"data": files.data, "keys": files.keys, "manifest": files.manifest, "erasures": files.erasures}
        ready.answer({**told, "rows": manifest.rows})
    ready.tell(
        Words(
            id="Cadangan: {rows} baris dalam {tables} tabel.\n"
            "  {data}\n  {manifest}\n"
            "  {keys}  <- kunci tiap orang: simpan di tempat lain, paling lama 14 hari\n"
            "Tidak termasuk: {keyring}, {sealer} dan {retired}. Tanpa yang pertama nama tidak dapat dibuka, "
            "tanpa yang lain segel tidak dikenali; simpan salinannya di tempat ketiga.",
            en="Backup: {rows} rows in {tables} tables.\n"
            "  {data}\n  {manifest}\n"
            "  {keys}  <- each person's key: keep it elsewhere, 14 days at most\n"
            "Not included: {keyring}, {sealer} and {retired}. Without the first no name can be opened, "
            "without the others no seal is recognised; keep copies in a third place.",
        )
        .format(
            rows=sum(manifest.rows.values()),
            tables=len(manifest.rows),
            data=files.data,
            manifest=files.manifest,
            keys=files.keys,
            keyring=keyring,
            sealer=keyring.with_name(signing.FILE),
            retired=keyring.with_name(signing.RETIRED),
        )
        .text(options.lang)
    )
    return 0


def _bring_ledger_up_to_date() -> None:
    """This will write what the ledger outside the database lacks: a crash may have come between the two."""
    from pulang.areas.accounts.facts import SYSTEM  # noqa: PLC0415 - only once Django is set up
    from pulang.areas.people import queries  # noqa: PLC0415
    from pulang.flows import standing  # noqa: PLC0415
    from pulang.storage import clock, context  # noqa: PLC0415

    with context.looking(standing.view_of(SYSTEM, day=clock.today())):
        erased = queries.erased()
    erasures.add(erased, erasures.place())
