"""Django's handle on the area."""

from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    """The area as an app."""

    name = "pulang.areas.payments"
    label = "payments"
