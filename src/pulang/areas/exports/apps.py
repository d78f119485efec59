"""Django's handle on the area."""

from django.apps import AppConfig


class ExportsConfig(AppConfig):
    """The area as an app."""

    name = "pulang.areas.exports"
    label = "exports"
