"""Django's handle on the area."""

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    """The area as an app."""

    name = "pulang.areas.programmes"
    label = "programmes"
