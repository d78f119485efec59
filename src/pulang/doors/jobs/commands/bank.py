"""`pulang bank`: takes over a bank's answer to a payment, or its statement of a source's account, from a file."""

import argparse
from pathlib import Path
from typing import Any

from pulang.doors.jobs import ready
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

HELP = Words(
    id="Memasukkan hasil bank (--payment) atau rekening koran (--source) dari berkas; bila satu baris keliru, tidak "
    "ada yang dicatat. --try hanya membacanya.",
    en="Takes over a bank's result (--payment) or statement (--source) from a file; if one line is wrong, nothing "
    "is recorded. --try only reads it.",
)
_UNREADABLE = Words(id="Berkas {path} tidak dapat dibuka: {why}.", en="The file {path} cannot be opened: {why}.")
_READ = Words(
    id="{count} baris terbaca, semuanya menurut tata letak.", en="{count} lines read, all as the layout says."
)
_TAKEN = Words(id="{count} baris dimasukkan untuk {subject}.", en="{count} lines taken over for {subject}.")


def arguments(parser: argparse.ArgumentParser) -> None:
    """This will declare the file, what it is about, by which layout and in whose name."""
    parser.add_argument("programme", metavar="PROGRAMME")
    parser.add_argument("file", type=Path, metavar="FILE")
    about = parser.add_mutually_exclusive_group(required=True)
    about.add_argument("--payment", metavar="NUMBER", default="", help="hasil bank | the bank's result")
    about.add_argument("--source", metavar="CODE", default="", help="rekening koran | a statement")
    parser.add_argument("--layout", metavar="LAYOUT", default="umum", help="tata letak bank | the bank's layout")
    parser.add_argument(
        "--by", metavar="ACCOUNT", required=True, help="atas nama akun ini | in the name of this account"
    )
    parser.add_argument("--try", action="store_true", dest="only_read", help="hanya dibaca | only read it")
    parser.add_argument("--json", action="store_true")


def run(options: argparse.Namespace) -> int:
    """This will read the file by its layout and write its lines as one act; the same file twice is one act."""
    try:
        with options.file.open("rb") as file:
            content = file.read(2**21)  # more than any layout takes, so that what is too large is told so
    except OSError as problem:
        raise Refusal(
            "file-unreadable", _UNREADABLE.format(path=options.file, why=problem.strerror or "?")
        ) from problem
    with ready.database():
        lines, subject, warnings = taken(options, content)
    told = [one.text(options.lang) for one in warnings]
    if options.json:
        ready.answer({"lines": lines, "subject": subject, "recorded": bool(subject), "warnings": told})
    else:
        print((_TAKEN if subject else _READ).format(count=lines, subject=subject).text(options.lang), *told, sep="\n")
    return 0


def taken(options: argparse.Namespace, content: bytes) -> tuple[int, str, tuple[Words, ...]]:
    """This will read the lines of a text and record them; gives how many, about what where recorded, what to know."""
    from pulang.areas.accounts import queries as accounts  # noqa: PLC0415 - only once Django is set up
    from pulang.areas.payments import queries as payments  # noqa: PLC0415
    from pulang.areas.payments.assessment import known_by, read, read_statement  # noqa: PLC0415
    from pulang.flows.banking import answered, booked_lines  # noqa: PLC0415
    from pulang.flows.perform import perform  # noqa: PLC0415
    from pulang.storage import clock  # noqa: PLC0415

    layout = payments.layout(options.layout)
    lines = booked_lines(read_statement(content, layout)) if options.source else answered(read(content, layout))
    if options.only_read:
        return len(lines), "", ()
    about: dict[str, Any] = {"source": options.source} if options.source else {"payment": options.payment}
    digest = known_by(content)
    receipt = perform(
        by=accounts.actor(options.by, clock.today()),
        verb=f"payments.{'statement' if options.source else 'result'}.take",
        with_={"programme": options.programme, "layout": layout.code, "digest": digest, "lines": list(lines), **about},
        at=clock.now(),
        ref=f"bank-{digest[:40]}",
    )
    return len(lines), receipt.subject, receipt.warnings
