"""A list of payments through the screens, from asking to the bank's answer; the treasurer meets tokens only."""

import json
import re
from io import BytesIO

import openpyxl
import pytest
import typst
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from pytest_django.fixtures import Settings
from tests.asvs import asvs
from tests.doors.browsing import Browser, on
from tests.world import APPROVER, CASE_WORKER, COORDINATOR, MINISTRY, PROGRAMME, TREASURER, World

from pulang.areas.accounts.facts import CONFIRMED_AT, SYSTEM
from pulang.areas.funds import queries as funds
from pulang.areas.payments import queries
from pulang.doors.web.money import reports
from pulang.kernel.moments import moment
from pulang.storage import context

pytestmark = pytest.mark.django_db
DAY = on("3 3 2019")
HEADS = "referensi,rekening_tujuan,nominal,status,nomor_transaksi,keterangan"


@pytest.fixture
def world(settings: Settings) -> World:
    settings.PULANG_TODAY = "2019-03-03"
    world = World()
    world.aid_budget()
    return world


def test_an_approver_reads_whose_word_a_payment_of_another_purse_waits_for(world: World) -> None:
    world.here("funds.money.commit", TREASURER, source="APBD-KPG", amount=1_000_000)
    number = world.asked_payment()
    world.actor(APPROVER)
    world.do("accounts.user.register", SYSTEM.code, code="kas-negara", name="Penyetuju", agency=MINISTRY)
    world.do("accounts.role.give", SYSTEM.code, user="kas-negara", role="APPROVER")
    world._known.add("kas-negara")
    approve, money = reverse("payment-approve", args=[PROGRAMME, number]), reverse("money", args=[PROGRAMME])

    ministry, finance = Browser(world, "kas-negara"), Browser(world, APPROVER)

    told = ministry.get(approve)
    assert told.has("keluar atas persetujuan Badan Keuangan Kota Kupang")
    assert (told.has("Ya, setujui"), approve in ministry.get(money).text) == (False, False)
    assert (finance.get(approve).has("Ya, setujui"), approve in finance.get(money).text) == (True, True)


@asvs("V8.2.3")
def test_a_list_goes_through_four_pairs_of_hands_and_the_treasurer_meets_tokens_only(world: World) -> None:
    people = [*world.due(9), *world.due(1, "")]
    coordinator, approver, treasurer = (Browser(world, user) for user in (COORDINATOR, APPROVER, TREASURER))
    form = reverse("batch-ask", args=[PROGRAMME, "APBN-AID"])
    assert all(coordinator.get(form).has(number) for number in people), "everybody in a decree stands there already"
    said = {"cases": "\n".join(people), "kinds": ["CAPITAL", "LIVING", "LOCAL_TRANSPORT"], **DAY}

    telling = coordinator.send(form, text="Bantuan sosial", **said)
    assert telling.has("Pakai kata netral")
    asked = coordinator.send(form, text="Transfer dana", **said)
    (paid,) = funds.payments(PROGRAMME, moment(world.today))
    assert (asked.has("belum ada uang yang keluar"), asked.has("10 orang"), paid.amount) == (True, True, 60_000_000)
    approve = reverse("payment-approve", args=[PROGRAMME, paid.number])
    assert approver.send(approve, **DAY).has(f"Disetujui: {paid.number}, Rp60.000.000 tercatat keluar")
    again = approver.get(approve)
    assert (again.has("Sudah disetujui"), again.has("Ya, setujui")) == (True, False)

    page = reverse("payment", args=[PROGRAMME, paid.number])
    treasurer.send(reverse("bank-file-make", args=[PROGRAMME, paid.number]), layout="umum", **DAY)
    shown = treasurer.get(page)
    tokens = [line.token for line in queries.lines(paid.number, moment(world.today)) if line.sent_on]
    assert len(tokens) == 9
    assert shown.has("••••0099")
    assert not any(number in shown.text for number in [*people, "1234500099"])
    file = treasurer.post(reverse("bank-file", args=[PROGRAMME, paid.number]))
    assert (file.status, file.text.count("1234500099"), any(number in file.text for number in people)) == (
        200,
        9,
        False,
    )

    _the_bank_answers(treasurer, paid.number, tokens)
    _papers(treasurer, paid.number)
    _a_proof(treasurer, approver, coordinator, paid.number)
    _a_statement(treasurer, tokens)
    _an_envelope(Browser(world, CASE_WORKER), people[-1])


def _the_bank_answers(treasurer: Browser, number: str, tokens: list[str]) -> None:
    lines = "".join(f"{token},x,6000000,BERHASIL,T{place},\r\n" for place, token in enumerate(tokens))
    result = reverse("bank-result", args=[PROGRAMME, number])
    wrong = treasurer.send(result, layout="umum", content=f"{HEADS}\r\n{lines}TOTAL,9,1\r\n", **DAY)
    assert wrong.has("Baris 11: penutupnya menyebut 9 baris dan Rp1")
    treasurer.send(result, layout="umum", content=f"{HEADS}\r\n{lines}TOTAL,9,54000000\r\n", **DAY)
    again = treasurer.send(result, layout="umum", content=f"{HEADS}\r\n{lines}TOTAL,9,54000000\r\n", **DAY)
    assert again.has("sudah dimasukkan pada 3 Maret 2019")
    _sent_as_files(treasurer, result, f"{HEADS}\n{lines}TOTAL,9,54000000\n")
    assert treasurer.get(reverse("payment", args=[PROGRAMME, number])).text.count("Sampai") == 10, (
        "nine lines and their sum"
    )


def _sent_as_files(treasurer: Browser, result: str, good: str) -> None:
    """The same answer as a file is the same answer; what is no such text is refused with its line, and nothing kept."""
    before = _taken()
    refused = {
        "Baris 1: bukan teks UTF-8": good.encode("utf-16"),
        "Baris 2: bukan teks UTF-8": good.replace(",x,", ",\xe9,").encode("latin-1"),
        "Baris 2: ada tanda yang tidak terlihat (U+0000)": good.replace(",x,", ",\x00,").encode(),
        "Baris 1: judul kolomnya": good.replace("nominal", "jumlah").encode(),
        "sudah ada di baris 2": _twice(good).encode(),
        "sudah dimasukkan pada 3 Maret 2019": good.encode(),
        "lebih besar daripada 1 MB": b"x" * (2**20 + 1),
        "Berkas ini kosong": b"",
    }
    for words, content in refused.items():
        file = SimpleUploadedFile("hasil.csv", content)
        shown = treasurer.send(result, layout="umum", file=file, content="", **DAY)
        assert shown.has(words), (words, shown.text)
    both = treasurer.send(result, layout="umum", file=SimpleUploadedFile("h.csv", b"x"), content="x", **DAY)
    assert both.has("salah satu")
    assert treasurer.send(result, layout="umum", content="", **DAY).has("salah satu")
    assert _taken() == before


def _taken() -> tuple[int, ...]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), (SELECT count(*) FROM payments_file), (SELECT count(*) FROM funds_entry)"
            " FROM payments_result"
        )
        return tuple(cursor.fetchone())


def _twice(good: str) -> str:
    """One line more, which stands there already, and a closing line that counts it."""
    heads, first, *rest, _ = good.split("\n")[:-1]
    return "\n".join([heads, first, first, *rest, "TOTAL,10,60000000", ""]).replace("\r", "")


def _a_proof(treasurer: Browser, approver: Browser, coordinator: Browser, number: str) -> None:
    """A photograph loses where it was taken, is kept locked, and opens for those who pay and approve, with a look."""
    form, page = (reverse(name, args=[PROGRAMME, number]) for name in ("payment-proof-file", "payment"))
    for content, words in (
        (b"MZ\0\0", "bukan PDF, foto"),
        (b"catatan", "bukan PDF, JPG atau PNG"),
        (b"%PDF-1.4 /JavaScript", "dapat menjalankan sesuatu"),
        (b"", "Berkas ini kosong"),
    ):
        refused = treasurer.send(form, file=SimpleUploadedFile("bukti.pdf", content), **DAY)
        assert refused.has(words), refused.text
    place, picture = b"\xff\xe1\x00\x10GPS -10.17 123", _photograph()
    with_place = picture[:2] + place + picture[2:]
    shown = treasurer.send(form, file=SimpleUploadedFile("bukti.jpg", with_place), **DAY)
    assert shown.has("Buka bukti JPEG")
    again = treasurer.send(form, file=SimpleUploadedFile("lagi.jpg", picture), **DAY)
    assert again.has("sudah disimpan"), again.text
    with connection.cursor() as cursor:
        cursor.execute("SELECT content, size FROM payments_proof")
        ((kept, size),) = cursor.fetchall()
    assert picture not in bytes(kept)
    assert size == len(picture)
    (link,) = re.findall(rf'href="({re.escape(page)}bukti/[0-9a-f]{{64}}/)"', shown.text)
    assert approver.get(link).has("Siapa yang membukanya tercatat")
    opened = approver.client.post(link)
    assert (opened.status_code, opened.content, opened.headers["Content-Type"]) == (200, picture, "image/jpeg")
    assert "attachment" in opened.headers["Content-Disposition"]
    assert coordinator.get(link).status == coordinator.post(link).status == 404
    assert not coordinator.get(page).has("Buka bukti")
    assert treasurer.post(link.replace(link[-9:-1], "00000000")).status == 404
    with context.looking(context.SYSTEM_VIEW), connection.cursor() as cursor:
        cursor.execute("SELECT actor, decision FROM audit_look WHERE action = 'payment.proof'")
        assert cursor.fetchall() == [(APPROVER, "ALLOWED")]


def _photograph() -> bytes:
    """The smallest thing that is built like a photograph: its size, its picture, its end."""
    size = b"\xff\xc0\x00\x0b\x08\x00\x02\x00\x02\x01\x01\x11\x00"
    return b"\xff\xd8" + size + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + b"\x12\x34" + b"\xff\xd9"


def _papers(treasurer: Browser, number: str) -> None:
    """The account and the receipts, as a page, as PDFs and as a workbook whose amounts are numbers."""
    report = treasurer.get(reverse("money-report", args=[PROGRAMME]))
    assert report.has("Modal usaha SK-2") or report.has("SK-2 Modal usaha")
    assert report.has("belum ada hasilnya"), "the envelope was not collected yet"
    for name, kind in (("report-paper", b"%PDF"), ("report-workbook", b"PK")):
        assert treasurer.client.get(reverse(name, args=[PROGRAMME])).content.startswith(kind)
    book = openpyxl.load_workbook(BytesIO(treasurer.client.get(reverse("report-workbook", args=[PROGRAMME])).content))
    assert [row[3].value for row in book["Bulan"].iter_rows(min_row=2) if row[3].value] == [60_000_000]
    *single, whole = ([cell.value for cell in row] for row in book["Sumber"].iter_rows(min_row=2))
    assert whole == ["Seluruh program", *(sum(row[place] for row in single) for place in range(1, 6))]
    receipts = treasurer.client.get(reverse("payment-receipt", args=[PROGRAMME, number]))
    assert receipts.content.startswith(b"%PDF")
    assert receipts.content.count(b"/Type /Page\n") == 10 or b"/Count 10" in receipts.content


@pytest.mark.parametrize("rows", range(0, 24, 2))
def test_the_account_is_signed_on_a_page_on_which_something_stands(rows: int) -> None:
    table = {"heads": ["A", "B"], "amounts": [False, True], "nothing": "Belum ada."}
    chapters = [{**table, "title": f"{many} baris", "rows": [["Baris", "Rp1"]] * many} for many in (rows, 3)]
    said = {"lang": "id", "title": "LPJ", "about": "per", "chapters": chapters, "signed": ["Bendahara", "Mengetahui"]}
    pages = "#context [#metadata((query(heading).last().location().page(), locate(<signed>).page())) <pages>]"

    found = typst.query(
        (reports._LAYOUT + pages).encode(),
        "<pages>",
        field="value",
        one=True,
        sys_inputs={"said": json.dumps(said)},
        ignore_system_fonts=True,
    )

    last, signed = json.loads(found)
    assert last == signed


def _a_statement(treasurer: Browser, tokens: list[str]) -> None:
    """Eight of nine lines agree; one has another amount, so its other half waits, and a fee has no number at all."""
    page = reverse("bank-statement", args=[PROGRAMME, "APBN-AID"])
    assert treasurer.get(page).has("Belum ada rekening koran")
    lines = [f"03/03/2019,TRF {token} SIAPA PUN,6000000,\r\n" for token in tokens[1:]]
    lines += [f"03/03/2019,TRF {tokens[0]},5000000,\r\n", "03/03/2019,BIAYA,2500,\r\n"]
    content = f"tanggal,uraian,keluar,masuk\r\n{''.join(lines)}TOTAL,53002500,0\r\n"
    take = reverse("bank-statement-take", args=[PROGRAMME, "APBN-AID"])
    shown = treasurer.send(take, layout="umum", content=content, **DAY)
    assert shown.has("10 baris bank, 8 cocok")
    assert 'value="umum" selected' in treasurer.get(take).text, "the next one is of the same bank"
    assert (shown.text.count("Jumlahnya lain"), shown.text.count("belum di bank"), shown.text.count("tanpa kode")) == (
        1,
        1,
        1,
    )
    for day, words in (
        ("31/12/2018", "Baris 10: tanggal 31 Desember 2018 di luar tahun anggaran 2019"),
        ("04/03/2019", "Baris 10: tanggal 4 Maret 2019 sesudah hari rekening korannya dicatat"),
        ("30/02/2019", "Baris 10: “30/02/2019” bukan tanggal"),
    ):
        wrong_day = f",5000000,\r\n{day},BIAYA"
        text = content.replace(",5000000,\r\n03/03/2019,BIAYA", wrong_day)
        assert wrong_day in text
        assert treasurer.send(take, layout="umum", content=text, **DAY).has(words.replace("Baris 10", "Baris 11"))
    assert treasurer.get(page).has("10 baris bank, 8 cocok"), "nothing of those was kept"
    longer = content.replace("TOTAL,53002500", "03/03/2019,BIAYA,2500,\r\nTOTAL,53005000")
    overlaps = treasurer.send(take, layout="umum", content=longer, **DAY)
    assert overlaps.has("10 dari 11 baris sudah dikenal dari rekening koran sebelumnya; tidak dicatat lagi: baris 2, ")
    assert overlaps.has("11 baris bank, 8 cocok"), "a second fee of the same amount is a line of its own"
    file = SimpleUploadedFile("koran.csv", content.encode())
    assert treasurer.send(take, layout="umum", file=file, **DAY).has("Rekening koran ini sudah dimasukkan")
    wrong = SimpleUploadedFile("koran.csv", content.replace("5000000,", "5.000.000,").encode())
    assert treasurer.send(take, layout="umum", file=wrong, **DAY).has("Baris 10: “5.000.000” bukan jumlah rupiah bulat")
    session = treasurer.client.session
    session[CONFIRMED_AT] = 0
    session.save()
    stale = treasurer.client.post(take, {"layout": "umum", "file": SimpleUploadedFile("koran.csv", b"x"), **DAY})
    assert (stale.status_code, "/akun/pastikan/" in stale.headers["Location"]) == (303, True)


def _an_envelope(worker: Browser, number: str) -> None:
    sheet = reverse("case-entitlement", args=[number])
    assert worker.get(sheet).has("Disetujui, sedang dibayarkan")
    when = on("2 3 2019", "meets_on")
    met = worker.send(reverse("case-envelope", args=[number]), place="Loket 2", **when, **DAY)
    assert met.has("menunggu 2 Maret 2019, Loket 2")
    done = worker.send(reverse("case-envelope-record", args=[number]), outcome="COLLECTED", **DAY)
    assert done.has("Sudah diambil")
    assert not done.has("Janji temu amplop")
