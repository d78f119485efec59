"""Identity papers that are got back: what is needed, who sees to it, how far it is."""
