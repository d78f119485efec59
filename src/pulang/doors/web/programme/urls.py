"""Addresses of the programme page."""

from django.urls import path

from pulang.doors.web.programme import views

urlpatterns = [path("program/<str:code>/", views.programme, name="programme")]
