"""Nobody is let in between two tests, and a test waits for those who are inside."""

from __future__ import annotations

from threading import Thread

import pytest

from .gate import Gate


def answer(gate: Gate) -> tuple[list[str], list[bytes]]:
    said: list[str] = []
    found = gate({}, lambda status, headers: said.append(status))
    body = list(found)
    getattr(found, "close", lambda: None)()
    return said, body


def application(environ, start_response):
    start_response("200 OK", [])
    return [b"page"]


def test_gate__lets_in_while_it_is_open() -> None:
    gate = Gate(application)
    refused = (["503 Service Unavailable"], [])
    assert answer(gate) == refused
    gate.open()
    assert answer(gate) == (["200 OK"], [b"page"])
    gate.close()
    assert answer(gate) == refused


def test_gate__waits_until_the_answer_is_sent() -> None:
    gate = Gate(application)
    gate.open()
    sending = gate({}, lambda status, headers: None)
    closing = Thread(target=gate.close)
    closing.start()
    closing.join(0.2)
    assert closing.is_alive()
    sending.close()
    closing.join(5)
    assert not closing.is_alive()


def test_gate__does_not_wait_for_what_failed() -> None:
    def failing(environ, start_response):
        raise ValueError("no answer")

    gate = Gate(failing)
    gate.open()
    with pytest.raises(ValueError, match="no answer"):
        gate({}, None)
    gate.close()
    assert gate.inside == 0
