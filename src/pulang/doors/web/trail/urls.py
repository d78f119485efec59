"""Addresses of the trail."""

from django.urls import path

from pulang.doors.web.trail import book, views

urlpatterns = [
    path("berkas/<str:number>/jejak/", views.of_case, name="case-trail"),
    path("berkas/<str:number>/jejak/salinan/", views.paper, name="case-trail-paper"),
    path("program/<str:code>/jejak/", book.looks, name="looks"),
]
