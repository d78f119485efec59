"""`pulang publish`: writes the public site, read from the database as the public's own role."""

import argparse
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import django

from pulang.doors.public import checking
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage.postgres import target_from_env

HELP = Words(
    id="Tulis situs publik sebagai berkas biasa, hanya dari rilis yang sudah terbit.",
    en="Write the public site as plain files, from published releases only.",
)
NOT_OURS: Final = Words(
    id="Folder {folder} berisi hal lain. Pilih folder kosong, atau folder yang ditulis perintah ini.",
    en="The folder {folder} holds other things. Choose an empty one, or one that this command wrote.",
)
NO_ADDRESS: Final = Words(
    id="Alamat situs ditulis seperti https://contoh.go.id/ atau /, dengan garis miring di akhir.",
    en="The site's address is written like https://example.go.id/ or /, with a slash at its end.",
)
WRITTEN: Final = Words(
    id="{files} berkas dari {releases} rilis ditulis ke {folder}.",
    en="{files} files from {releases} releases written to {folder}.",
)
GOOD: Final = Words(
    id="{files} berkas di {folder} baik: tautan sampai, tanpa permintaan ke luar, tanpa kuki, data sesuai.",
    en="{files} files in {folder} are good: every link leads somewhere, nothing asked of others, no cookie, good data.",
)
NO_TABLES: Final = Words(
    id="Basis data ini belum disiapkan. Jalankan `pulang migrate` dahulu.",
    en="This database is not prepared yet. Run `pulang migrate` first.",
)
UNWRITABLE: Final = Words(
    id="Folder {folder} tidak bisa ditulis: {why}.", en="The folder {folder} cannot be written: {why}."
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """This will declare where the files go, and where they will be read."""
    parser.add_argument("folder", metavar="FOLDER", type=Path)
    parser.add_argument("--address", default="/", help="alamat situs | address of the site")
    parser.add_argument(
        "--check", action="store_true", help="periksa yang sudah ditulis | look through what is written"
    )


def run(options: argparse.Namespace) -> int:
    """This will write the site; refuses a folder with other things in it. What is no longer published goes."""
    if not options.address.endswith("/") or not options.address.startswith(("/", "https://", "http://")):
        raise Refusal("site-address", NO_ADDRESS)
    if options.check:
        return _checked(options)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pulang.site.settings")
    target = target_from_env()
    with target.running():
        django.setup()
        from django.db import ProgrammingError, connections  # noqa: PLC0415 - only once Django is set up

        from pulang.areas.figures import queries  # noqa: PLC0415
        from pulang.doors.public import site  # noqa: PLC0415

        try:
            releases = queries.for_everybody()
        except ProgrammingError as problem:  # the public's role may not prepare it
            raise Refusal("nothing-to-read", NO_TABLES) from problem
        finally:
            connections.close_all()
        written = site.files(releases, address=options.address)
    write(written, options.folder)
    said = WRITTEN.format(files=len(written), releases=len(releases), folder=options.folder)
    print(said.text(options.lang))
    return 0


def _checked(options: argparse.Namespace) -> int:
    """This will name what is wrong with a written site; exit code 1 when something is."""
    found = checking.read(options.folder)
    wrong = checking.faults(found, address=options.address)
    for words in wrong:
        print(words.text(options.lang))
    if not wrong:
        print(GOOD.format(files=len(found), folder=options.folder).text(options.lang))
    return 1 if wrong else 0


def write(files: Mapping[str, bytes], folder: Path) -> None:
    """This will put the files in their place, each whole, and take away those of an earlier time."""
    from pulang.doors.public.site import SUMS  # noqa: PLC0415 - only once Django is set up

    kept = folder / SUMS
    try:
        if folder.exists() and any(folder.iterdir()) and not kept.is_file():
            raise Refusal("folder-not-ours", NOT_OURS.format(folder=folder))
        before = kept.read_text("utf-8").splitlines() if kept.is_file() else []
        for path, content in files.items():
            _put(folder / path, content)
        for line in before:
            path = line.partition("  ")[2]
            if path not in files:
                (folder / path).unlink(missing_ok=True)
    except OSError as problem:
        raise Refusal("folder-unwritable", UNWRITABLE.format(folder=folder, why=problem.strerror)) from problem


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.baru")
    draft.write_bytes(content)
    draft.chmod(0o644)
    draft.replace(path)  # whoever reads meanwhile reads the old file or the new one, never half of one
