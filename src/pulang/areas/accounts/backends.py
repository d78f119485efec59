"""Who a session's number stands for: asked by every page, so in one statement that the server has planned already."""

from django.contrib.auth.backends import ModelBackend

from pulang.areas.accounts.models import User
from pulang.storage import sql

_COLUMNS = [field.attname for field in User._meta.concrete_fields]  # noqa: SLF001 - Django's own name for it
_USER = f"SELECT {', '.join(_COLUMNS)} FROM accounts_user WHERE id = %(id)s AND is_active"  # noqa: S608 - our own words


class Accounts(ModelBackend):
    """Django's own check of a password; `AUTHENTICATION_BACKENDS` names it."""

    def get_user(self, user_id: int) -> User | None:
        """This will give the account that is signed in under this number; None when it is closed or not there."""
        row = sql.prepared_one(_USER, id=user_id)
        return None if row is None else User.from_db("default", _COLUMNS, row)
