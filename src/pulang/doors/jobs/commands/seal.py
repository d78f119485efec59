"""`pulang seal`: seal what was written since the last seal, and tell it outside."""

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from pulang.doors.jobs import openings, ready
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

if TYPE_CHECKING:
    from pulang.areas.audit.facts import SealFacts

HELP = Words(
    id="Menyegel jejak dan buku kas sejak segel terakhir; --export menulis titik periksa untuk disimpan di luar, "
    "--renew mengganti kunci penyegel.",
    en="Seals the trail and the ledger since the last seal; --export writes a checkpoint to be kept elsewhere, "
    "--renew puts a new sealer's key in the old one's place.",
)
_RENEWED = Words(
    id="Kunci penyegel baru: {mark}. Simpan salinan baru sealer.key dan sealer.retired di tempat lain, dan ambil titik "
    "periksa.",
    en="The sealer's new key: {mark}. Copy sealer.key and sealer.retired elsewhere anew, and take a checkpoint.",
)
_NOTHING = Words(id="Tidak ada yang baru untuk disegel.", en="There is nothing new to seal.")
_MADE = Words(
    id="Segel {number}: {count} baris, {total} seluruhnya. Akar: {root}",
    en="Seal {number}: {count} rows, {total} in all. Root: {root}",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """This will declare where the checkpoint goes, and whether the key is renewed."""
    parser.add_argument(
        "--export", type=Path, metavar="FILE", help="titik periksa, berkas baru | a checkpoint, new file"
    )
    parser.add_argument("--renew", action="store_true", help="ganti kunci penyegel | renew the sealer's key")
    parser.add_argument("--json", action="store_true")


def run(options: argparse.Namespace) -> int:
    """This will seal, and write the newest seal to a file that may leave the machine."""
    with ready.database():
        from pulang.areas.accounts.facts import SYSTEM  # noqa: PLC0415 - only once Django is set up
        from pulang.areas.audit.queries import last_seal  # noqa: PLC0415
        from pulang.flows import trail  # noqa: PLC0415
        from pulang.flows.standing import looking  # noqa: PLC0415
        from pulang.storage import clock, signing  # noqa: PLC0415

        made = trail.seal(key=signing.sealer_key(), at=clock.real())
        if options.renew:
            new = signing.renew(signing.sealer_key())
            openings.note("looks.renewed", purpose="upkeep", what=signing.FILE)
            made = (*made, *trail.seal(key=new, at=clock.real()))
            ready.tell(_RENEWED.format(mark=new.mark).text(options.lang))
        with looking(SYSTEM, day=clock.today()):
            newest = last_seal()
        if options.export is not None:
            _export(options.export, "" if newest is None else trail.exported(newest))
    if options.json:
        ready.answer({"made": [_told(one) for one in made], "newest": None if newest is None else _told(newest)})
        return 0
    if newest is None or not made:
        print(_NOTHING.text(options.lang))
    if newest is not None:
        said = _MADE.format(number=newest.number, count=newest.count, total=newest.total, root=newest.root.hex())
        print(said.text(options.lang))
    return 0


def _told(one: "SealFacts") -> dict[str, object]:
    return {"number": one.number, "count": one.count, "total": one.total, "root": one.root.hex(), "key": one.key}


def _export(path: Path, text: str) -> None:
    if not text:
        raise Refusal(
            "nothing-sealed",
            Words(
                id="Belum ada segel. Jalankan lagi setelah ada yang dicatat.",
                en="There is no seal yet. Run it again once something was recorded.",
            ),
        )
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    except OSError as problem:
        raise Refusal(
            "file-not-made",
            Words(
                id="Berkas {path} tidak dapat dibuat: sudah ada, atau foldernya tidak bisa ditulis.",
                en="The file {path} cannot be made: it exists, or its folder cannot be written to.",
            ).format(path=path),
        ) from problem
    with os.fdopen(descriptor, "w", encoding="ascii", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
