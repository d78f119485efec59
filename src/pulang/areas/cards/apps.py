"""Django's handle on the area."""

from django.apps import AppConfig


class CardsConfig(AppConfig):
    """The area as an app."""

    name = "pulang.areas.cards"
    label = "cards"
