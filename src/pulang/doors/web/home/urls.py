"""Addresses of the first page."""

from django.urls import path

from pulang.doors.web.home import views

urlpatterns = [path("", views.home, name="home")]
