"""Django's handle on the area."""

from django.apps import AppConfig


class ContactsConfig(AppConfig):
    """The area as an app."""

    name = "pulang.areas.contacts"
    label = "contacts"
