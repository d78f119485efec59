"""A connection that knows without asking the server whether it still lives."""

import select
from typing import Any

import psycopg


class Living(psycopg.Connection[Any]):
    """The pool asks every connection for a sign of life, by an empty statement, before somebody uses it.

    A server that ends a connection says so, or closes it: either can be read. While there is nothing to read the
    connection lives as far as anybody here can know, and the way to the server is saved.
    """

    def execute(self, query: Any, params: Any = None, **how: Any) -> psycopg.Cursor[Any]:  # noqa: ANN401 - as the driver's
        """This will run a statement; an empty one only where the server has said something nobody asked for."""
        if query == "" and not _something_came(self.fileno()):
            return self.cursor()
        return super().execute(query, params, **how)


def _something_came(socket: int) -> bool:
    waiting = select.poll()
    waiting.register(socket, select.POLLIN)
    return bool(waiting.poll(0))
