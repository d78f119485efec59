"""Django's handle on the area."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The area as an app."""

    name = "pulang.areas.audit"
    label = "audit"
