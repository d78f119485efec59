"""Django's handle on the area."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    """The area as an app."""

    name = "pulang.areas.papers"
    label = "papers"
