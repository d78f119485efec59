"""Django's handle on the area."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The area as an app."""

    name = "pulang.areas.accounts"
    label = "accounts"
