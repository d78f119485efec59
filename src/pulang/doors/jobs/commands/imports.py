"""`pulang import`: try a workbook of people, register what is ready, or take an import back."""

import argparse
import secrets
from pathlib import Path
from typing import Any

from pulang.doors.jobs import ready
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words, listing, same

HELP = Words(
    id="Mencoba lembar hitung berisi warga (xlsx, ods, xls, csv) tanpa menulis apa pun; --apply mendaftarkannya. "
    "Berkas yang sama dua kali tidak mendaftarkan siapa pun dua kali.",
    en="Tries a workbook of people (xlsx, ods, xls, csv) and writes nothing; --apply registers them. The same file "
    "twice registers nobody twice.",
)

_UNREADABLE = Words(id="Berkas {path} tidak dapat dibuka: {why}.", en="The file {path} cannot be opened: {why}.")
_COUNTS = Words(
    id="{ready} siap, {mend} perlu dibetulkan, {perhaps} mungkin orang yang sama, {known} sudah terdaftar.",
    en="{ready} ready, {mend} to mend, {perhaps} perhaps the same person, {known} registered before.",
)
_DONE = Words(
    id="Impor {number}: {ready} didaftarkan, {perhaps} didaftarkan dan ditandai mungkin orang yang sama, {mend} perlu "
    "dibetulkan, {known} sudah terdaftar. Dapat ditarik kembali 24 jam: pulang import --undo {number}",
    en="Import {number}: {ready} registered, {perhaps} registered and marked perhaps the same person, {mend} to mend, "
    "{known} registered before. Can be taken back for 24 hours: pulang import --undo {number}",
)
_NOTHING = Words(
    id="Tidak ada yang baru untuk didaftarkan: {known} sudah terdaftar, {mend} perlu dibetulkan.",
    en="Nothing new to register: {known} registered before, {mend} to mend.",
)
_ROW = Words(id="baris {line}: {says}", en="row {line}: {says}")
_USED = Words(id="Kolom yang dipakai: {used}.", en="Columns that are used: {used}.")
_UNUSED = Words(id="Kolom yang tidak dipakai: {unused}.", en="Columns that are not used: {unused}.")
_HIDDEN = Words(id="{count} baris tersembunyi ikut dibaca.", en="{count} hidden rows are read as well.")
_TAKEN_BACK = Words(id="Impor {number} ditarik kembali.", en="Import {number} was taken back.")
_WHAT = Words(
    id="Sebutkan berkasnya, atau --template BERKAS, atau --undo NOMOR.",
    en="Name the file, or --template FILE, or --undo NUMBER.",
)
_WHO = Words(
    id="Sebutkan programnya dan siapa yang mendaftarkan: --programme KODE --by AKUN.",
    en="Say for which programme and who registers: --programme CODE --by ACCOUNT.",
)
_MEANS = Words(
    id="--column ditulis “Judul=isi”, misalnya “Nama KTP=name”; isinya salah satu dari: {known}.",
    en="--column is written “Heading=field”, such as “Nama KTP=name”; the field is one of: {known}.",
)
_TOLD_MOST = 100


def arguments(parser: argparse.ArgumentParser) -> None:
    """This will declare the file, for whom, and what is to be done with it."""
    parser.add_argument("file", type=Path, nargs="?", metavar="FILE")
    parser.add_argument("--programme", metavar="CODE", default="")
    parser.add_argument("--by", metavar="ACCOUNT", default="", help="atas nama akun ini | in the name of this account")
    parser.add_argument("--sheet", default="", help="lembar yang dibaca | the sheet that is read")
    parser.add_argument("--column", action="append", default=[], metavar="HEADING=FIELD")
    parser.add_argument("--apply", action="store_true", help="daftarkan | register")
    parser.add_argument("--marked", type=Path, metavar="FILE.xlsx", help="berkas yang sama dengan kolom Masalah")
    parser.add_argument("--template", type=Path, metavar="FILE.xlsx", help="tulis lembar kosong | write an empty one")
    parser.add_argument("--undo", metavar="NUMBER", default="", help="tarik kembali | take back")
    parser.add_argument("--json", action="store_true")


def run(options: argparse.Namespace) -> int:
    """This will do one of the three; exit code 1 when a row is to be mended."""
    if options.template is not None:
        return _template(options.template)
    if options.file is None and not options.undo:
        raise Refusal("import-of-what", _WHAT)
    if not options.programme or not options.by:
        raise Refusal("import-by-whom", _WHO)
    content = b"" if options.undo else _read(options.file)
    with ready.database():
        return _undone(options) if options.undo else _imported(options, content)


def _read(path: Path) -> bytes:
    from pulang.storage.sheets.cells import FILE_MOST, too_large  # noqa: PLC0415 - a command loads what it needs

    try:
        if path.stat().st_size > FILE_MOST:
            raise too_large()
        return path.read_bytes()
    except OSError as problem:
        raise Refusal("file-unreadable", _UNREADABLE.format(path=path, why=problem.strerror or "?")) from problem


def _template(path: Path) -> int:
    with ready.server():
        from pulang.flows.workbook_files import template  # noqa: PLC0415 - only once Django is set up

        path.write_bytes(template())
    return 0


def _undone(options: argparse.Namespace) -> int:
    from pulang.areas.accounts import queries as accounts  # noqa: PLC0415 - only once Django is set up
    from pulang.flows.perform import perform  # noqa: PLC0415
    from pulang.storage import clock  # noqa: PLC0415

    number = options.undo.strip().upper()
    receipt = perform(
        by=accounts.actor(options.by, clock.today()),
        verb="intake.workbook.undo",
        with_={"programme": options.programme, "workbook": number},
        at=clock.now(),
        ref=f"tarik-{number}",
    )
    for warning in receipt.warnings:
        ready.tell(warning.text(options.lang))
    if options.json:
        ready.answer({"number": receipt.subject, "warnings": [one.as_dict() for one in receipt.warnings]})
    else:
        print(_TAKEN_BACK.format(number=receipt.subject).text(options.lang))
    return 0


def _imported(options: argparse.Namespace, content: bytes) -> int:
    from pulang.areas.accounts import queries as accounts  # noqa: PLC0415 - only once Django is set up
    from pulang.flows import workbook, workbook_files  # noqa: PLC0415
    from pulang.storage import clock  # noqa: PLC0415

    source = workbook.Source(content, options.sheet, _chosen(options.column))
    by = accounts.actor(options.by, clock.today())
    asked = workbook.Asked(by, options.programme, source, clock.now())
    if options.apply:
        report = workbook.register(asked, secrets.randbelow, _progress)
    else:
        report = workbook.attempt(asked, _progress)
    if options.marked is not None:
        options.marked.write_bytes(workbook_files.marked(source, report, options.lang))
    if options.json:
        ready.answer(_document(report, applied=options.apply))
    else:
        _say(report, options.lang, applied=options.apply)
    return 1 if _counts(report)["mend"] else 0


def _progress(done: int, people: int) -> None:
    if done % 5000 == 0:
        ready.tell(f"{done:,} / {people:,} …")


def _chosen(said: list[str]) -> dict[str, str]:
    from pulang.areas.intake.facts import Column  # noqa: PLC0415 - only once Django is set up

    known = {column.value for column in Column} | {""}
    chosen = {}
    for each in said:
        heading, equals, column = each.rpartition("=")
        if not equals or not heading or column.strip() not in known:
            raise Refusal("column-means-what", _MEANS.format(known=", ".join(sorted(known - {""}))))
        chosen[heading.strip()] = column.strip()
    return chosen


def _counts(report: Any) -> dict[str, int]:
    return {state.value.lower(): count for state, count in report.counts.items()}


def _say(report: Any, lang: str, *, applied: bool) -> None:
    for one in report.told[:_TOLD_MOST]:
        ready.tell(_ROW.format(line=one.line, says=listing(one.words)).text(lang))
    plan = report.plan
    pairs = [(head, column) for head, column in zip(plan.headings, plan.columns, strict=True) if head]
    used = ", ".join(f"{head} → {column.value}" for head, column in pairs if column)
    unused = ", ".join(head for head, column in pairs if not column)
    ready.tell(_USED.format(used=same(used)).text(lang))
    if unused:
        ready.tell(_UNUSED.format(unused=same(unused)).text(lang))
    if plan.hidden:
        ready.tell(_HIDDEN.format(count=plan.hidden).text(lang))
    words = _COUNTS if not applied else _DONE if report.number else _NOTHING
    print(words.format(number=report.number, **_counts(report)).text(lang))


def _document(report: Any, *, applied: bool) -> dict[str, object]:
    plan = report.plan
    columns = {head: column.value if column else "" for head, column in zip(plan.headings, plan.columns, strict=True)}
    return {
        "applied": applied,
        "number": report.number,
        "total": report.total,
        **_counts(report),
        "columns": {head: column for head, column in columns.items() if head},
        "hidden": plan.hidden,
        "rows": [
            {"row": one.line, "state": one.state.value, "says": [words.as_dict() for words in one.words]}
            for one in report.told
        ],
    }
