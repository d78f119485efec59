"""Django's handle on the area."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """The area as an app."""

    name = "pulang.areas.privacy"
    label = "privacy"
