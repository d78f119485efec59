"""Addresses of rights over data."""

from django.urls import path

from pulang.doors.web.privacy import copies, screens, views

_CASE = "berkas/<str:number>/"
_REQUEST = f"{_CASE}permintaan/<str:ask>/"
_LETTER = f"{_CASE}surat/<str:ask>/"
_PURGE = "program/<str:code>/pemusnahan/"

urlpatterns = [
    path("pelindungan/", views.worklist, name="privacy"),
    path("pelindungan/hapus/", views.deletions, name="deletions"),
    path("pelindungan/hapus/<str:code>/<str:deleted>/<str:purpose>/", screens.delete, name="deletion-confirm"),
    path(f"{_CASE}pelindungan/", views.person, name="privacy-case"),
    path(f"{_CASE}tarik-semua/", screens.withdraw, name="consents-withdraw"),
    path(f"{_CASE}permintaan/", screens.receive, name="request-receive"),
    path(f"{_REQUEST}periksa/", screens.check, name="request-check"),
    path(f"{_REQUEST}jawab/", screens.answer, name="request-answer"),
    path(f"{_REQUEST}tolak/", screens.refuse, name="request-refuse"),
    path(f"{_REQUEST}selesai/", screens.finish, name="request-finish"),
    path(f"{_REQUEST}cabut/", screens.lift, name="request-lift"),
    path(f"{_REQUEST}hapus/", screens.decide, name="erasure-decide"),
    path(f"{_REQUEST}hapus/pastikan/", screens.erase, name="erasure-confirm"),
    path(f"{_CASE}permintaan/<str:ask>/salinan/", copies.copy, name="request-copy"),
    path(f"{_CASE}permintaan/<str:ask>/salinan.pdf", copies.copy_pdf, name="request-copy-pdf"),
    path(f"{_CASE}surat/", screens.letter, name="letter-receive"),
    path(f"{_LETTER}periksa/", screens.examine, name="letter-examine"),
    path(f"{_LETTER}setujui/", screens.approve, name="letter-approve"),
    path(f"{_LETTER}tolak/", screens.refuse_letter, name="letter-refuse"),
    path(f"{_LETTER}jawab/", screens.give, name="letter-give"),
    path(f"{_LETTER}beri-tahu/", screens.tell, name="letter-tell"),
    path(f"{_PURGE}usul/", screens.propose, name="purge-propose"),
    path(f"{_PURGE}<str:purge>/setujui/", screens.approve_purge, name="purge-approve"),
]
