"""`pulang backup FILE`: one consistent copy, the persons' keys apart."""

import argparse
from pathlib import Path

from pulang.doors.jobs import archive, ready
from pulang.kernel.words import Words
from pulang.storage.postgres import roles

HELP = Words(
    id="Menulis cadangan: FILE (data), FILE.keys (kunci tiap orang) dan FILE.json (isi yang diharapkan).",
    en="Writes a backup: FILE (data), FILE.keys (each person's key) and FILE.json (what they should hold).",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """This will declare the file."""
    parser.add_argument("file", type=Path)
    parser.add_argument("--json", action="store_true")


def run(options: argparse.Namespace) -> int:
    """This will write the backup and say where each part has to be kept."""
    with ready.database() as target:
        files = archive.Files(options.file.absolute())
        manifest = archive.write(files, target.dsn(roles.BACKUP))
        keyring = target.home.secrets / "keyring.json"
    if options.json:
        ready.answer({"data": files.data, "keys": files.keys, "manifest": files.manifest, "rows": manifest.rows})
    ready.tell(
        Words(
            id="Cadangan: {rows} baris dalam {tables} tabel.\n"
            "  {data}\n  {manifest}\n"
            "  {keys}  <- kunci tiap orang: simpan di tempat lain, paling lama 14 hari\n"
            "Tidak termasuk: {keyring}. Tanpa berkas itu nama tidak dapat dibuka; simpan salinannya di tempat ketiga.",
            en="Backup: {rows} rows in {tables} tables.\n"
            "  {data}\n  {manifest}\n"
            "  {keys}  <- each person's key: keep it elsewhere, 14 days at most\n"
            "Not included: {keyring}. Without it no name can be opened; keep a copy in a third place.",
        )
        .format(
            rows=sum(manifest.rows.values()),
            tables=len(manifest.rows),
            data=files.data,
            manifest=files.manifest,
            keys=files.keys,
            keyring=keyring,
        )
        .text(options.lang)
    )
    return 0
