"""Django's handle on the area."""

from django.apps import AppConfig


class FundsConfig(AppConfig):
    """The area as an app."""

    name = "pulang.areas.funds"
    label = "funds"
