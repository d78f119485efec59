"""The table of cards."""

from django.db import models


class Card(models.Model):
    """What is kept of the card that opens a case to the person herself: under a keyed digest, a keyed digest.

    A newer card takes the place of the older one. Whoever reads this table learns neither which cases have one nor a
    PIN: six digits are tried out in a moment, but not without the key, which stands in the keyring.
    """

    key = models.CharField(max_length=64, primary_key=True)
    digest = models.BinaryField(max_length=32)
    act = models.ForeignKey("audit.Act", on_delete=models.PROTECT, related_name="+", db_index=False)
