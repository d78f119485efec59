"""What carries messages out of the house: a folder from which another program takes them, or a mail server.

Unless a mail server is named, Pulang itself speaks to nobody.

An empty file stays for each message that was handed over, made before anything goes out. It is what makes a message
that is handed over twice, by a worker that was stopped in the middle, reach her once at most.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from smtplib import SMTPException
from typing import Final
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage

from pulang.areas.contacts.rules import Way
from pulang.flows.noticing import Gateway, Undelivered
from pulang.kernel.words import Words

_OURS_ALONE: Final = 0o600
_SUBJECT: Final = Words(id="Kabar", en="News")  # stands in lists of messages that others see


class _Once:
    """Remembers which messages were handed over."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    @contextmanager
    def claimed(self, message: UUID) -> Iterator[bool]:
        """This will be true for the first who hands a message over; a message that did not go out is free again."""
        mark = self._folder / f"{message}.sent"
        try:
            os.close(os.open(mark, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _OURS_ALONE))
        except FileExistsError:
            yield False
            return
        try:
            yield True
        except Undelivered:
            mark.unlink()
            raise


class Folder:
    """Writes each message as a file for a program that sends it on, short message or mail."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._once = _Once(folder / "handed")

    def deliver(self, *, message: UUID, way: Way, address: str, text: str) -> None:
        """This will write the file whole or not at all."""
        with self._once.claimed(message) as first:
            if first:
                self._write(message, {"way": way.value, "to": address, "text": text})

    def _write(self, message: UUID, said: dict[str, str]) -> None:
        part = self._folder / f".{message}.part"
        try:
            with os.fdopen(os.open(part, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, _OURS_ALONE), "w") as file:
                json.dump(said, file, ensure_ascii=False)
            part.rename(self._folder / f"{message}.json")
        except OSError as problem:
            raise Undelivered from problem


class Mail:
    """Sends mail through the server of the settings, and leaves everything else in the folder.

    A server that breaks off after it took a message may see it twice; both carry the same `Message-ID`.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = Folder(folder)
        self._once = _Once(folder / "handed")

    def deliver(self, *, message: UUID, way: Way, address: str, text: str) -> None:
        """This will give one mail to the server; whatever it answers but yes can be tried again."""
        if way is not Way.MAIL:
            self._folder.deliver(message=message, way=way, address=address, text=text)
            return
        with self._once.claimed(message) as first:
            if first:
                _mail(message, address, text)


def _mail(message: UUID, address: str, text: str) -> None:
    sender = settings.DEFAULT_FROM_EMAIL
    marks = {"Message-ID": f"<{message}@{sender.rpartition('@')[2]}>", "Auto-Submitted": "auto-generated"}
    subject = f"{_SUBJECT.id} | {_SUBJECT.en}"
    try:
        EmailMessage(subject, text, sender, [address], headers=marks).send()
    except (SMTPException, OSError, ValueError) as problem:  # the last is an address that is none
        raise Undelivered from problem


def chosen() -> Gateway:
    """This will give the gateway of the settings; in a demo no message leaves."""
    folder = Path(settings.PULANG_NOTICES)
    return Mail(folder) if settings.PULANG_MAIL and not settings.PULANG_DEMO else Folder(folder)
