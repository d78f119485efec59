"""The database: PostgreSQL from the locked wheel under our own supervisor, or the one DATABASE_URL names."""

from pulang.storage.postgres.cluster import Cluster
from pulang.storage.postgres.home import Home, home_from_env
from pulang.storage.postgres.roles import ROLES
from pulang.storage.postgres.target import Target, target_from_env

__all__ = ["ROLES", "Cluster", "Home", "Target", "home_from_env", "target_from_env"]
