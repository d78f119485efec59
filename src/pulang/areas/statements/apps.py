"""Django's handle on the area."""

from django.apps import AppConfig


class StatementsConfig(AppConfig):
    """The area as an app."""

    name = "pulang.areas.statements"
    label = "statements"
