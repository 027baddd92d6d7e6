"""A gate before the live server: nobody is let in between two tests.

A page that is closed says goodbye (Wagtail's editing sessions do, with a beacon), and what it had
under way goes on. A request that is answered while the database is emptied, or after, writes into
the next test's, for example a content type that is restored a moment later: no test passes then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from threading import Condition
from typing import Any

#: Seconds for what is under way when a test ends.
PATIENCE = 60


class Gate:
    """A WSGI application before another: closed at first, and whenever no test runs."""

    def __init__(self, application: Callable[..., Iterable[bytes]]) -> None:
        self.application = application
        self.changed = Condition()
        self.opened = False
        self.inside = 0

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        with self.changed:
            if not self.opened:
                start_response("503 Service Unavailable", [("Content-Length", "0")])
                return []
            self.inside += 1
        try:
            return _Answer(self.application(environ, start_response), self._leave)
        except BaseException:
            self._leave()
            raise

    def _leave(self) -> None:
        with self.changed:
            self.inside -= 1
            self.changed.notify_all()

    def open(self) -> None:
        with self.changed:
            self.opened = True

    def close(self) -> None:
        """Let nobody in, and wait until everybody has left."""
        with self.changed:
            self.opened = False
            empty = self.changed.wait_for(lambda: not self.inside, PATIENCE)
        assert empty, "A request to the live server did not end."


class _Answer:
    """The answer of an application, which tells when the server is done with it."""

    def __init__(self, answer: Iterable[bytes], done: Callable[[], None]) -> None:
        self.answer = answer
        self.done = done

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.answer)

    def close(self) -> None:
        try:
            getattr(self.answer, "close", lambda: None)()
        finally:
            self.done()
