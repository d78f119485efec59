"""The web door as Django sees it."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Templates, tags and static files of the staff screens."""

    name = "pulang.doors.web"
    label = "web"
    verbose_name = "Layar petugas"
