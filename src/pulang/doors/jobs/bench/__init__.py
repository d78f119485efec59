"""Measurements as commands: each prints its figures beside a baseline measured in the same run."""
