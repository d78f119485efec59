"""Mail to persons goes to a mail server, in neutral words, once; what the server does not take is tried again."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from uuid import UUID

import pytest
from pytest_django.fixtures import Settings

from pulang.areas.contacts.rules import WORDINGS, Way
from pulang.doors.jobs.gateways import Folder, Mail, chosen
from pulang.flows.noticing import Undelivered

MESSAGE = UUID(int=7)
SAID = WORDINGS[next(iter(WORDINGS))][-1].words.id


class Server(socketserver.ThreadingTCPServer):
    """A mail server that keeps what it is given, and for a while takes nothing."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.busy = False
        self.taken: list[bytes] = []


class _Talk(socketserver.StreamRequestHandler):
    server: Server

    def handle(self) -> None:
        """This will answer as a mail server does, as far as our side asks."""
        self.wfile.write(b"220 here\r\n")
        for line in self.rfile:
            word = line[:4].upper()
            if word == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                self.server.taken.append(b"".join(iter(self.rfile.readline, b".\r\n")))
            refused = word == b"RCPT" and self.server.busy
            self.wfile.write(b"450 later\r\n" if refused else b"250 yes\r\n")


@contextmanager
def serving(settings: Settings) -> Iterator[Server]:
    """A mail server on this machine, named in the settings."""
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.PULANG_MAIL, settings.EMAIL_USE_TLS = True, False
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.server_address[1]
        settings.DEFAULT_FROM_EMAIL = "kabar@layanan.example"
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def the_mail(server: Server) -> Message:
    """The only mail the server was given."""
    (one,) = server.taken
    return message_from_bytes(one)


def test_a_mail_reaches_the_server_once_in_neutral_words_from_a_neutral_sender(
    settings: Settings, tmp_path: Path
) -> None:
    settings.PULANG_NOTICES = str(tmp_path)
    with serving(settings) as server:
        for _ in range(2):  # handed over again by a worker that was stopped in the middle
            chosen().deliver(message=MESSAGE, way=Way.MAIL, address="ia@rumah.example", text=SAID)

    mail = the_mail(server)
    told = {name: mail[name] for name in mail if name != "Date"}
    assert told == {
        "Content-Type": 'text/plain; charset="utf-8"',
        "Content-Transfer-Encoding": "7bit",
        "MIME-Version": "1.0",
        "Subject": "Kabar | News",
        "From": "kabar@layanan.example",
        "To": "ia@rumah.example",
        "Message-ID": f"<{MESSAGE}@layanan.example>",
        "Auto-Submitted": "auto-generated",
    }
    assert str(mail.get_payload()).strip() == SAID
    assert list(tmp_path.glob("*.json")) == []


def test_what_the_server_does_not_take_is_free_to_go_out_later(settings: Settings, tmp_path: Path) -> None:
    with serving(settings) as server:
        server.busy = True
        with pytest.raises(Undelivered):
            Mail(tmp_path).deliver(message=MESSAGE, way=Way.MAIL, address="ia@rumah.example", text=SAID)
        server.busy = False
        Mail(tmp_path).deliver(message=MESSAGE, way=Way.MAIL, address="ia@rumah.example", text=SAID)

    assert the_mail(server)["To"] == "ia@rumah.example"


def test_a_server_that_is_not_there_and_an_address_that_is_none_leave_the_message_undelivered(
    settings: Settings, tmp_path: Path
) -> None:
    with serving(settings), pytest.raises(Undelivered):
        Mail(tmp_path).deliver(message=MESSAGE, way=Way.MAIL, address="ia@rumah.example\nBcc: x@y", text=SAID)
    with pytest.raises(Undelivered):  # the door is shut by now
        Mail(tmp_path).deliver(message=MESSAGE, way=Way.MAIL, address="ia@rumah.example", text=SAID)


def test_short_messages_stay_in_the_folder_and_in_a_demo_nothing_leaves(settings: Settings, tmp_path: Path) -> None:
    settings.PULANG_NOTICES, settings.PULANG_MAIL, settings.PULANG_DEMO = str(tmp_path), True, False
    chosen().deliver(message=MESSAGE, way=Way.TEXT, address="081200000001", text=SAID)
    assert [path.name for path in tmp_path.glob("*.json")] == [f"{MESSAGE}.json"]

    settings.PULANG_DEMO = True
    assert isinstance(chosen(), Folder)
