"""The sessions of browsers: Django's own, in a table of ours that knows whose they are and ends them on the server.

Named by `SESSION_ENGINE`. A session ends after a while without any request, and some hours after it began whatever
happens. One that was ended stays so: a request in flight can change a row that is there, and make none anew.
"""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.sessions.backends import db
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import transaction
from django.db.models.functions import Least, Now

from pulang.areas.accounts.facts import BEGUN_AT, BROWSER
from pulang.areas.accounts.models import Session
from pulang.storage import sql

_SIGNS = 40
_TOLD_AGAIN = timedelta(minutes=1)  # how often at most a session is told that it is alive: pages do not write to read


def kept_as(key: str) -> str:
    """This will give what the table knows a session's key by. A key is drawn, so a plain hash is not guessed back."""
    return sha256(key.encode()).hexdigest()[:_SIGNS]


def _told_again(idle: timedelta) -> timedelta:
    return min(_TOLD_AGAIN, idle / 5)


_ALIVE = """
SELECT s.session_key, s.session_data, s.expire_date, s.begun_at, s.user_id, s.expire_date - statement_timestamp()
FROM accounts_session s WHERE s.session_key = %(key)s AND s.expire_date > statement_timestamp()
"""


class _Row(NamedTuple):
    session_key: str
    session_data: str
    expire_date: datetime
    begun_at: datetime
    user_id: int | None
    fresh_for: timedelta


class SessionStore(db.SessionStore):
    """Loads, keeps and ends one browser's session."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """This will name our own table."""
        return Session

    def load(self) -> dict[str, Any]:
        """This will give what the session holds, and move its end onwards now that somebody is there."""
        row = self._row()
        if row is None:
            self._session_key = None
            return {}
        idle = timedelta(seconds=settings.SESSION_COOKIE_AGE)
        last = row.begun_at + timedelta(seconds=settings.PULANG_SESSION_SECONDS)
        if row.user_id and row.expire_date < last and row.fresh_for < idle - _told_again(idle):
            # One statement on a row that must still be there and alive: nothing is woken up, nothing overwritten.
            Session.objects.filter(session_key=row.session_key, expire_date__gt=Now()).update(
                expire_date=Least(Now() + idle, last)
            )
        return self.decode(row.session_data)

    def _row(self) -> "_Row | None":
        if not self.session_key:
            return None
        found = sql.prepared_one(_ALIVE, key=kept_as(self.session_key))  # asked by every page
        return None if found is None else _Row(*found)

    def exists(self, session_key: str) -> bool:
        """This will be true while there is such a session, ended by time or not."""
        return Session.objects.filter(session_key=kept_as(session_key)).exists()

    def cycle_key(self) -> None:
        """This will go on under another key, unless the session was ended meanwhile: that ends here too."""
        self.keys()  # a key nobody knows is forgotten on loading, and is no session that was ended
        with transaction.atomic():
            if self.session_key and not self._held():
                message = "the session was ended while a request was under way"
                raise SessionInterrupted(message)
            super().cycle_key()

    def _held(self) -> bool:
        return Session.objects.select_for_update().filter(session_key=kept_as(self.session_key or "")).exists()

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """This will give the row: whose session, since when, and until when unless somebody comes back."""
        ends, begun = self.get_expiry_date(), data.get(BEGUN_AT)
        since = ends - timedelta(seconds=settings.SESSION_COOKIE_AGE)
        if begun is not None:
            since = datetime.fromtimestamp(begun, UTC)
            ends = min(ends, since + timedelta(seconds=settings.PULANG_SESSION_SECONDS))
        return Session(
            session_key=kept_as(self._get_or_create_session_key()),  # type: ignore[attr-defined]
            session_data=self.encode(data),
            expire_date=ends,
            begun_at=since,
            user_id=data.get("_auth_user_id"),
            browser=data.get(BROWSER, ""),
        )

    def delete(self, session_key: str | None = None) -> None:
        """This will end the session for good."""
        key = session_key or self.session_key
        if key:
            Session.objects.filter(session_key=kept_as(key)).delete()

    @classmethod
    def clear_expired(cls) -> None:
        """This will forget sessions that time has ended."""
        Session.objects.filter(expire_date__lt=Now()).delete()
