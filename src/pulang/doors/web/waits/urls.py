"""Address of the waiting chart."""

from django.urls import path

from pulang.doors.web.waits import views

urlpatterns = [path("program/<str:code>/tunggu/", views.waits, name="waits")]
