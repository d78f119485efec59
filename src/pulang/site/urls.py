"""Which address leads to which door."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("pulang.doors.api.urls")),
    path("", include("pulang.doors.web.urls")),
]

handler400 = "pulang.doors.web.errors.not_understood"
handler403 = "pulang.doors.web.errors.not_here"
handler404 = "pulang.doors.web.errors.not_here"
handler500 = "pulang.doors.web.errors.broken"
