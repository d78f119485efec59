"""Addresses of opening, of emergencies and of samples."""

from django.urls import path

from pulang.doors.web.reveals import opening, screens, views

_EMERGENCIES = "program/<str:code>/darurat/"

urlpatterns = [
    path("berkas/<str:number>/buka/", opening.of_case, name="case-reveal"),
    path("darurat/", screens.declare, name="emergency"),
    path("darurat/<str:asked>/", views.emergency_file, name="emergency-file"),
    path("darurat/<str:asked>/buka/", opening.in_emergency, name="emergency-open"),
    path(_EMERGENCIES, views.emergencies, name="emergencies"),
    path(f"{_EMERGENCIES}<int:ref>/konfirmasi/", screens.confirm, name="emergency-confirm"),
    path(f"{_EMERGENCIES}<int:ref>/tinjau/", screens.review, name="emergency-review"),
    path(f"{_EMERGENCIES}<int:ref>/beri-tahu/", screens.tell, name="emergency-tell"),
    path("program/<str:code>/contoh/", views.samples, name="samples"),
    path("program/<str:code>/contoh/undi/", screens.draw, name="sample-draw"),
]
