"""Mail servers on loopback: one that answers as it is told, one that breaks off where it is told."""

import asyncio
import email
import email.policy
import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass
class Server:
    """Answers as told and keeps what it takes."""

    to_recipient: str = ""
    """To every recipient; empty: taken."""
    to_recipients: dict[str, str] = field(default_factory=dict)
    """To some of them."""
    to_sender: str = ""
    to_data: str = ""
    to_quit: str = ""
    greylists: bool = False
    """Says 450 to whoever comes the first time."""
    taken: list[EmailMessage] = field(default_factory=list)
    senders: list[str] = field(default_factory=list)
    peers: list[Any] = field(default_factory=list)
    """One per connection that named a recipient, in order."""
    transports: list[Any] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    port: int = 0

    async def handle_MAIL(  # noqa: N802 - aiosmtpd looks for this name
        self, server: SMTP, _session: Any, envelope: Envelope, address: str, options: Any
    ) -> str:
        if server.transport not in self.transports:
            self.transports.append(server.transport)
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return self.to_sender or "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, session: Any, envelope: Envelope, address: str, _options: Any
    ) -> str:
        if session.peer not in self.peers:
            self.peers.append(session.peer)
        if self.greylists and address not in self.seen:
            self.seen.add(address)
            return "450 4.2.0 Greylisted, come again"
        if answer := self.to_recipients.get(address) or self.to_recipient:
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, _session: Any, envelope: Envelope
    ) -> str:
        if self.to_data == "close":
            assert server.transport is not None
            server.transport.abort()
            return "250 OK"
        if self.to_data:
            return self.to_data
        assert isinstance(envelope.content, bytes)
        made = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.taken.append(made)  # type: ignore[arg-type]
        self.senders.append(envelope.mail_from or "")
        return "250 OK"

    async def handle_QUIT(self, _server: SMTP, _session: Any, _envelope: Any) -> str:  # noqa: N802
        return self.to_quit or "221 Bye"


def a_free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@contextmanager
def a_server(
    *, port: int = 0, options: dict[str, Any] | None = None, **answers: Any
) -> Iterator[Server]:
    """options: for aiosmtpd, such as `tls_context` or `authenticator`."""
    server = Server(**answers)
    server.port = port or a_free_port()
    controller = Controller(server, hostname="127.0.0.1", port=server.port, **(options or {}))
    controller.start()
    try:
        yield server
    finally:
        asyncio.run_coroutine_threadsafe(_hang_up(server), controller.loop).result(5)
        controller.stop()


async def _hang_up(server: Server) -> None:
    for transport in server.transports:
        transport.abort()
    await asyncio.sleep(0.01)  # until they are closed


def refuse_sign_in(*_: Any) -> AuthResult:
    return AuthResult(success=False, handled=False, message="535 5.7.8 Wrong password")


class Raw:
    """Speaks SMTP line by line, up to the point where it does what it was told.

    point: "connect" (says nothing), "greeting", "EHLO", "MAIL", "RCPT", "DATA", "end" (after the
    whole letter was sent). how: "hang", "close", or "drip" (an answer without end, one octet at a time).
    only: how many connections it does that to; later ones are served well.
    """

    def __init__(self, point: str, how: str, only: int = 1000) -> None:
        self.point, self.how, self.left = point, how, only
        self.letters: list[bytes] = []
        self.connections = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._open: list[socket.socket] = []
        self._over = threading.Event()
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    def stop(self) -> None:
        self._over.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for one in self._open:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(5)
        for one in self._open:
            one.close()

    def _accept(self) -> None:
        while not self._over.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            self._open.append(connection)
            thread = threading.Thread(target=self._serve, args=(connection,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket) -> None:
        bad = self.left > 0
        self.left -= 1
        with suppress(OSError), connection.makefile("rb") as lines:
            greeted = self._say(connection, bad, "connect", "220 mx.example.net\r\n")
            while greeted and (line := lines.readline()):
                verb = line[:4].decode(errors="replace").upper().strip()
                if verb == "QUIT":
                    connection.sendall(b"221 Bye\r\n")
                    break
                if not self._say(
                    connection, bad, verb, "354 Go\r\n" if verb == "DATA" else "250 OK\r\n"
                ):
                    break
                if verb == "DATA":
                    octets = b""
                    while not octets.endswith(b"\r\n.\r\n"):
                        octets += lines.readline()
                    self.letters.append(octets)
                    if not self._say(connection, bad, "end", "250 Taken\r\n"):
                        break
        with suppress(OSError):
            connection.shutdown(socket.SHUT_RDWR)

    def _say(self, connection: socket.socket, bad: bool, point: str, answer: str) -> bool:
        if not bad or point != self.point:
            connection.sendall(answer.encode())
            return True
        if self.how == "hang":
            self._over.wait(30)
        elif self.how == "drip":
            for octet in b"250-" + b"x" * 10_000:
                connection.sendall(bytes([octet]))
                if self._over.wait(0.05):
                    break
        return False


@contextmanager
def a_raw_server(point: str, how: str, only: int = 1000) -> Iterator[Raw]:
    server = Raw(point, how, only)
    try:
        yield server
    finally:
        server.stop()


def a_tls_context(folder: Path, *, name: str = "127.0.0.1") -> ssl.SSLContext:
    """Of a server with a certificate for `name`; `folder`/ca.pem is who vouches for it."""
    key, made = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test")])
    host: x509.GeneralName = (
        x509.IPAddress(ipaddress.ip_address(name)) if name[0].isdigit() else x509.DNSName(name)
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(made - timedelta(days=1))
        .not_valid_after(made + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([host]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = certificate.public_bytes(serialization.Encoding.PEM)
    (folder / "ca.pem").write_bytes(pem)
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "ca.pem", folder / "key.pem")
    return context
