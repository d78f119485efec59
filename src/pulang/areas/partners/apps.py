"""Django's handle on the area."""

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    """The area as an app."""

    name = "pulang.areas.partners"
    label = "partners"
