"""Django's handle on the area."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The area as an app."""

    name = "pulang.areas.people"
    label = "people"
