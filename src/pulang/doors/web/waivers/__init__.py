"""Gates that are set aside for a while, by the head of the lead office and with a reason."""
