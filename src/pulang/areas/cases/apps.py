"""Django's handle on the area."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """The area as an app."""

    name = "pulang.areas.cases"
    label = "cases"
