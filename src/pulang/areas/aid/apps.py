"""Django's handle on the area."""

from django.apps import AppConfig


class AidConfig(AppConfig):
    """The area as an app."""

    name = "pulang.areas.aid"
    label = "aid"
