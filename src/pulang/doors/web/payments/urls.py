"""Addresses of lists of payments."""

from django.urls import path

from pulang.doors.web.payments import files, proofs, screens, statements, views

_ONE = "program/<str:code>/pembayaran/<str:payment>/"

urlpatterns = [
    path("program/<str:code>/dana/<str:source>/daftar-bayar/", screens.ask, name="batch-ask"),
    path("program/<str:code>/dana/<str:source>/rekening-koran/", statements.statement, name="bank-statement"),
    path("program/<str:code>/dana/<str:source>/rekening-koran/masuk/", statements.take, name="bank-statement-take"),
    path(_ONE, views.batch, name="payment"),
    path(f"{_ONE}berkas-bank/", screens.make, name="bank-file-make"),
    path(f"{_ONE}berkas-bank/unduh/", files.fetch, name="bank-file"),
    path(f"{_ONE}bukti/", proofs.file, name="payment-proof-file"),
    path(f"{_ONE}bukti/<str:digest>/", proofs.fetch, name="payment-proof"),
    path(f"{_ONE}hasil-bank/", screens.take, name="bank-result"),
    path("berkas/<str:number>/amplop/", screens.appoint, name="case-envelope"),
    path("berkas/<str:number>/amplop/hasil/", screens.record, name="case-envelope-record"),
]
