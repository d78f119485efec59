"""Django's handle on the area."""

from django.apps import AppConfig


class BoardsConfig(AppConfig):
    """The area as an app; it has no tables."""

    name = "pulang.areas.boards"
    label = "boards"
