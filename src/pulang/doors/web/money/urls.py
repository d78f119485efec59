"""Addresses of money."""

from django.urls import path

from pulang.doors.web.money import budget, ledger, papers, paying, receipts, reports, screens, views

_ALL = "program/<str:code>/dana/"
_ONE = f"{_ALL}<str:source>/"

urlpatterns = [
    path(_ALL, views.listing, name="money"),
    path("program/<str:code>/dana-baru/", screens.open_source, name="money-open"),
    path("program/<str:code>/realisasi/", reports.report, name="money-report"),
    path("program/<str:code>/realisasi/lpj/", reports.paper, name="report-paper"),
    path("program/<str:code>/realisasi/buku/", reports.workbook, name="report-workbook"),
    path("program/<str:code>/pembayaran/<str:payment>/kwitansi/", receipts.receipt, name="payment-receipt"),
    path("program/<str:code>/skenario/", budget.scenarios, name="money-budget"),
    path("program/<str:code>/harga-tiket/", screens.fare, name="money-fare"),
    path(f"{_ONE}alokasi/", screens.allocate, name="money-allocate"),
    path(f"{_ONE}pencairan/", screens.release, name="money-release"),
    path(f"{_ONE}pengurangan/", screens.reduce, name="money-reduce"),
    path(f"{_ONE}ikatan/", screens.commit, name="money-commit"),
    path(f"{_ONE}ikatan/lepas/", screens.uncommit, name="money-uncommit"),
    path(f"{_ONE}pembayaran/", paying.ask, name="payment-ask"),
    path("program/<str:code>/pembayaran/<str:payment>/setujui/", paying.approve, name="payment-approve"),
    path("program/<str:code>/pembayaran/<str:payment>/tolak/", paying.refuse, name="payment-refuse"),
    path(f"{_ONE}pengembalian/", screens.refund, name="money-refund"),
    path(f"{_ONE}buku-besar/", ledger.ledger, name="money-ledger"),
    path(f"{_ONE}buku-besar/cetak/", ledger.paper, name="ledger-paper"),
    path(f"{_ONE}dokumen/", papers.papers, name="papers"),
    path(f"{_ONE}dokumen/catat/", papers.issue, name="paper-issue"),
    path(f"{_ONE}tutup-tahun/", papers.close, name="year-close"),
    path(f"{_ONE}kepastian/", screens.confirm, name="money-confirm"),
]
