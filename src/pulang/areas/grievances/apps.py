"""Django's handle on the area."""

from django.apps import AppConfig


class GrievancesConfig(AppConfig):
    """The area as an app."""

    name = "pulang.areas.grievances"
    label = "grievances"
