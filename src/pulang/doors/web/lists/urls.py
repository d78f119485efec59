"""The address of two lists side by side."""

from django.urls import path

from pulang.doors.web.lists import views

urlpatterns = [path("program/<str:code>/daftar/", views.lists, name="lists")]
