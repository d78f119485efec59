"""`pulang`: one table of commands, one place where a refusal becomes a sentence and an exit code."""

import argparse
import errno
import importlib
import os
import signal
import sys
from collections.abc import Sequence
from datetime import date
from types import FrameType
from typing import Final, NoReturn, Protocol, cast

from pulang.kernel.refusals import Refusal
from pulang.kernel.words import LANGUAGES, Words

DONE: Final = 0
REFUSED: Final = 1
WRONG_USAGE: Final = 2

_HERE = "pulang.doors.jobs.commands"

# Every command and the module that holds it. A module is loaded only when its command is asked for.
COMMANDS: Final = {
    "run": f"{_HERE}.run",
    "demo": f"{_HERE}.demo",
    "status": f"{_HERE}.status",
    "why": f"{_HERE}.why",
    "entitlement": f"{_HERE}.entitlement",
    "ledger": f"{_HERE}.ledger",
    "budget": f"{_HERE}.budget",
    "plan": f"{_HERE}.plan",
    "release": f"{_HERE}.release",
    "publish": "pulang.doors.public.command",
    "load": f"{_HERE}.load",
    "import": f"{_HERE}.imports",
    "bank": f"{_HERE}.bank",
    "duplicates": f"{_HERE}.duplicates",
    "difference": f"{_HERE}.difference",
    "dump": f"{_HERE}.dump",
    "code": f"{_HERE}.code",
    "numbers": f"{_HERE}.numbers",
    "verify": f"{_HERE}.verify",
    "purge": f"{_HERE}.purge",
    "seal": f"{_HERE}.seal",
    "incident": f"{_HERE}.incident",
    "whose": f"{_HERE}.whose",
    "bench": f"{_HERE}.bench",
    "doctor": f"{_HERE}.doctor",
    "backup": f"{_HERE}.backup",
    "restore": f"{_HERE}.restore",
    "migrate": f"{_HERE}.migrate",
    "worker": f"{_HERE}.worker",
    "keyd": f"{_HERE}.keyd",
    "keys": f"{_HERE}.keys",
    "reference": f"{_HERE}.reference",
    "shell": f"{_HERE}.shell",
    "psql": f"{_HERE}.psql",
}


class Command(Protocol):
    """What a command's module holds."""

    HELP: Words

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """This will declare the command's own arguments."""

    def run(self, options: argparse.Namespace) -> int:
        """This will do the work and give the exit code."""


def main(words: Sequence[str] | None = None) -> int:
    """This will run one command; a refusal is one sentence on stderr and exit code 1."""
    words = list(sys.argv[1:] if words is None else words)
    # Without this, `kill` would end us before the database is given back.
    signal.signal(signal.SIGTERM, _leave)
    try:
        return _main(words)
    except Refusal as refusal:
        print(refusal.words.text(_language(words)), file=sys.stderr)
        return REFUSED
    except BrokenPipeError:
        # The reader (`| head`) has gone; there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return REFUSED
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        told = _DISK_FULL if _disk_is_full(error) else _STOPPED if _database_stopped(error) else None
        if told is None:
            raise
        print(told.text(_language(words)), file=sys.stderr)
        return REFUSED


def _leave(number: int, frame: FrameType | None) -> NoReturn:
    sys.exit(128 + number)


def _disk_is_full(error: BaseException | None) -> bool:
    # Django wraps the database's own error, which has the code; the system's errors have a number.
    while error is not None:
        if getattr(error, "sqlstate", None) == "53100" or getattr(error, "errno", None) in {errno.ENOSPC, errno.EDQUOT}:
            return True
        error = error.__cause__ or error.__context__
    return False


def _database_stopped(error: BaseException) -> bool:
    # The driver gives no code when its connection breaks, so Django's name for it is all there is; by that name an
    # error of a statement, which has a code, is told apart. 57P: the server is going down or coming up.
    if type(error).__name__ not in {"OperationalError", "InterfaceError"}:
        return False
    code = getattr(error.__cause__, "sqlstate", None) or ""
    return code == "" or code.startswith(("57P", "08"))


_STOPPED: Final = Words(
    id="Sambungan ke basis data terputus. Yang sudah dikonfirmasi tetap tercatat; ulangi perintah yang sama.",
    en="The connection to the database broke. What was confirmed stays recorded; give the same command again.",
)
_DISK_FULL: Final = Words(
    id="Penyimpanan penuh. Yang sudah dikonfirmasi tetap tercatat; kosongkan ruang, lalu ulangi.",
    en="The disk is full. What was confirmed stays recorded; make room and try again.",
)


def _main(words: list[str]) -> int:
    language = _language(words)
    os.environ["PULANG_LANG"] = language
    name = next((word for word in words if word in COMMANDS), "")
    command = _load(name) if name else None
    parser = _parser(language)
    commands = parser.add_subparsers(dest="command", metavar=Words(id="PERINTAH", en="COMMAND").text(language))
    for each in COMMANDS:
        own = commands.add_parser(each, help=_help(each, language), parents=[_shared()], allow_abbrev=False)
        if each == name and command is not None:
            own.description = command.HELP.text(language)
            command.arguments(own)
    options = parser.parse_args(words)
    if any(isinstance(said, str) and not _is_text(said) for said in vars(options).values()):
        parser.error(_NOT_TEXT.text(language))
    if command is None:
        parser.print_help()
        return DONE if not words else WRONG_USAGE
    options.lang = language
    _refuse_no_day(os.environ.get("PULANG_TODAY", ""))
    _refuse_no_minutes(os.environ.get("PULANG_IDLE_MINUTES", "15"))
    return command.run(options)


def _refuse_no_day(said: str) -> None:
    # Asked here and not where the clock is read: every process that `run` starts would fail by itself, for ever.
    if not said:
        return
    try:
        date.fromisoformat(said)
    except ValueError as problem:
        raise Refusal("today-is-no-day", _NO_DAY) from problem


def _refuse_no_minutes(said: str) -> None:
    if not (said.isascii() and said.isdigit() and 1 <= int(said[:4]) <= _IDLE_MINUTES_MOST):
        raise Refusal("idle-is-no-time", _NO_MINUTES)


_IDLE_MINUTES_MOST: Final = 60
_NO_MINUTES: Final = Words(
    id="PULANG_IDLE_MINUTES bukan angka 1 sampai 60; tulis misalnya 15, atau hapus.",
    en="PULANG_IDLE_MINUTES is no number from 1 to 60; write 15, for example, or unset it.",
)
_NO_DAY: Final = Words(
    id="PULANG_TODAY bukan tanggal yang ada; tulis seperti 2019-03-03, atau hapus.",
    en="PULANG_TODAY is no day that exists; write it like 2019-03-03, or unset it.",
)


def _is_text(said: str) -> bool:
    # Bytes of another character set come in as half signs, which no column and no terminal takes.
    return not any("\ud800" <= sign <= "\udfff" for sign in said)


_NOT_TEXT: Final = Words(id="salah satu isian bukan teks UTF-8", en="one of the arguments is not UTF-8 text")


def _parser(language: str) -> argparse.ArgumentParser:
    about = Words(
        id="Pulang: menunjukkan apa yang ditunggu setiap kepulangan, siapa pemegangnya, dan apa yang bisa dikerjakan.",
        en="Pulang: shows what every return waits for, who holds it, and what can be done now.",
    )
    return argparse.ArgumentParser(
        prog="pulang", description=about.text(language), parents=[_shared()], allow_abbrev=False
    )


def _shared() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--lang", choices=LANGUAGES, default=argparse.SUPPRESS, help="id | en (PULANG_LANG)")
    return shared


def _language(words: Sequence[str]) -> str:
    asked = os.environ.get("PULANG_LANG", "id")
    for here, following in zip(words, [*words[1:], ""], strict=True):
        if here == "--lang":
            asked = following
        elif here.startswith("--lang="):
            asked = here.removeprefix("--lang=")
    return asked if asked in LANGUAGES else "id"


def _help(name: str, language: str) -> str:
    return (_SHORT.get(name) or Words(id="", en="")).text(language)


def _load(name: str) -> Command:
    try:
        return cast("Command", importlib.import_module(COMMANDS[name]))
    except ModuleNotFoundError as error:
        if error.name != COMMANDS[name]:
            raise
        raise Refusal(
            "command-not-built",
            Words(
                id="Perintah `pulang {name}` belum tersedia dalam versi ini.",
                en="The command `pulang {name}` is not available in this version yet.",
            ).format(name=name),
        ) from error


# One line each, beside the table so that listing the commands loads none of them.
_SHORT: Final = {
    "run": Words(id="jalankan semuanya di 127.0.0.1:8000", en="start everything on 127.0.0.1:8000"),
    "demo": Words(id="isi PULANG_HOME kosong dengan data contoh", en="load the demo into an empty PULANG_HOME"),
    "status": Words(id="keadaan satu program pada suatu tanggal", en="where a programme stands on a day"),
    "why": Words(id="apa yang ditunggu satu kasus", en="what one case waits for"),
    "plan": Words(id="susun rencana perjalanan", en="plan the journeys"),
    "release": Words(id="angka publik satu triwulan", en="a quarter's public figures"),
    "publish": Words(id="tulis situs publik sebagai berkas", en="write the public site as files"),
    "load": Words(id="putar ulang berkas tindakan", en="replay a file of acts"),
    "import": Words(id="coba dan daftarkan lembar hitung", en="try and register a workbook"),
    "bank": Words(id="masukkan hasil atau rekening koran bank", en="take over a bank's result or statement"),
    "difference": Words(id="bandingkan daftar pada dua hari", en="compare the list on two days"),
    "duplicates": Words(id="cari berkas ganda dalam register", en="find doubles in a register"),
    "dump": Words(id="tulis tindakan suatu program", en="write a programme's acts"),
    "numbers": Words(id="cetak nomor berkas baru", en="print new case numbers"),
    "verify": Words(id="buktikan buku utuh dan terjaga", en="prove the books whole and guarded"),
    "purge": Words(id="musnahkan yang lewat masa simpan", en="destroy what was kept long enough"),
    "incident": Words(id="siapa yang terkena sebuah kebocoran", en="whom a leak touches"),
    "whose": Words(id="salinan siapa yang ditemukan ini", en="whose copy was found"),
    "seal": Words(id="segel jejak dan buku kas", en="seal the trail and the ledger"),
    "bench": Words(id="ukur kecepatan", en="measure"),
    "doctor": Words(id="periksa apa yang kurang", en="tell what is missing and how to mend it"),
    "backup": Words(id="buat cadangan", en="write a backup"),
    "restore": Words(id="pulihkan atau uji cadangan", en="restore or try a backup"),
    "migrate": Words(id="perbarui skema basis data", en="bring the database's schema up to date"),
    "worker": Words(id="kerjakan tugas antrean", en="work through the queue"),
    "keyd": Words(id="jalankan layanan kunci", en="run the key service"),
    "keys": Words(id="versi kunci: lihat, putar, hapus", en="versions of the keys: look, rotate, retire"),
    "reference": Words(id="tulis docs/reference dari kode", en="write docs/reference from the code"),
    "shell": Words(id="buka Python dengan Django siap", en="open Python with Django ready"),
    "psql": Words(id="buka psql pada basis data", en="open psql on the database"),
}


if __name__ == "__main__":
    sys.exit(main())
