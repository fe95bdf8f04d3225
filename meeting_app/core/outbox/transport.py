"""How a letter leaves: over SMTP, or into a folder."""

import smtplib
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from pathlib import Path
from threading import Timer
from urllib.parse import unquote, urlsplit

from meeting_app.core.outbox.letter import on_one_line
from meeting_app.core.steps import step

TIMEOUT_SECONDS = 60.0
"""For each answer of the server."""
HANDOVER_SECONDS = 150
"""For one letter altogether: less than the lease (sending.LEASE), or a second worker would begin."""
PER_CONNECTION = 100
"""Letters: many servers end a connection that brings more."""
_SIGN_IN = frozenset({454, 530, 534, 535, 538})
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})

Transport = Callable[[EmailMessage, int], None]
"""Takes the message and its row number; raises when it could not be handed over."""


class ServerFault(Exception):
    """Nothing can leave, whatever the letter: no server, no TLS, no sign-in, sender refused."""


class BrokenOff(Exception):
    """The connection ended or hung within a letter: its fault, or the server's."""


class Refusal(Exception):
    """The server said no to this letter or this recipient, as "550 No such user"."""

    def __init__(self, code: int, words: str) -> None:
        super().__init__(words)
        self.is_permanent = code >= 500


class Folder:
    """Letters as files, where no mail server is set."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __call__(self, made: EmailMessage, number: int) -> None:
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # one may hold a link
            (self._folder / f"{number:06}.eml").write_bytes(made.as_bytes())
        except OSError as error:
            raise ServerFault(_words(error)) from error

    def close(self) -> None:
        """Nothing is held open."""


class Smtp:
    """A connection that is kept for the letters of a run, and made anew when it has gone.

    url: smtp://user:password@host:587 (TLS where offered; smtp+tls:// requires it) or
    smtps://host:465. bounces_to: where letters that cannot be delivered go back; empty: the sender.
    require_tls: also for smtp://. Certificates are checked. Nobody signs in without TLS, except on
    this machine.
    """

    def __init__(
        self,
        url: str,
        *,
        bounces_to: str = "",
        require_tls: bool = False,
        timeout: float = TIMEOUT_SECONDS,
    ) -> None:
        parts = urlsplit(url)
        self._scheme, self._host = parts.scheme, parts.hostname or "localhost"
        self._port = parts.port or (465 if parts.scheme == "smtps" else 25)
        self._user, self._password = unquote(parts.username or ""), unquote(parts.password or "")
        self._bounces_to, self._timeout = bounces_to, timeout
        self._require_tls = require_tls or parts.scheme == "smtp+tls"
        self._server: smtplib.SMTP | None = None
        self._handed = 0

    def __call__(self, made: EmailMessage, number: int) -> None:
        octets = made.as_bytes(policy=made.policy.clone(linesep="\r\n"))
        (to,) = made["To"].addresses
        sender = self._bounces_to or made["From"].addresses[0].addr_spec
        began = time.monotonic()
        server = self._connected()
        step()
        left = HANDOVER_SECONDS - (time.monotonic() - began)
        try:
            with _within(left, server):
                self._hand_over(server, sender, to.addr_spec, octets)
        except Refusal:
            raise
        except BaseException:
            self.close()
            raise
        self._handed += 1

    def close(self) -> None:
        """End the connection; what was handed over stays so, whatever is said at parting."""
        server, self._server = self._server, None
        if server is not None:
            with suppress(OSError):
                server.quit()
            server.close()

    def _connected(self) -> smtplib.SMTP:
        if self._server is not None:
            with suppress(OSError):
                if self._handed < PER_CONNECTION and self._server.rset()[0] == 250:
                    return self._server
            self.close()
        self._server, self._handed = self._connect(), 0
        return self._server

    def _connect(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        server: smtplib.SMTP | None = None
        try:
            if self._scheme == "smtps":
                server = smtplib.SMTP_SSL(
                    self._host, self._port, timeout=self._timeout, context=context
                )
            else:
                server = smtplib.SMTP(self._host, self._port, timeout=self._timeout)
            self._agree(server, context)
        except (OSError, ServerFault) as error:
            if server is not None:
                server.close()
            raise ServerFault(_words(error)) from error
        return server

    def _agree(self, server: smtplib.SMTP, context: ssl.SSLContext) -> None:
        """On TLS and who we are."""
        server.ehlo_or_helo_if_needed()
        is_safe = self._scheme == "smtps"
        if not is_safe and (self._require_tls or server.has_extn("starttls")):
            if not server.has_extn("starttls"):
                raise ServerFault("The server offers no TLS, which the settings require.")
            server.starttls(context=context)
            server.ehlo_or_helo_if_needed()
            is_safe = True
        if self._user:
            if not is_safe and self._host not in _LOOPBACK:
                raise ServerFault("The server offers no TLS: the password is not sent without.")
            server.login(self._user, self._password)

    @staticmethod
    def _hand_over(server: smtplib.SMTP, sender: str, to: str, octets: bytes) -> None:
        size = [f"size={len(octets)}"] if server.has_extn("size") else []
        try:
            code, said = server.mail(sender, size)
        except OSError as error:
            raise ServerFault(_words(error)) from error
        if code == 552:  # too large: this letter, not the sender
            raise Refusal(code, _answer(code, said))
        if code != 250:
            raise ServerFault(_answer(code, said))
        step()
        try:
            _check(*server.rcpt(to), {250, 251})
            step()
            _check(*server.data(octets), {250})
            step()
        except smtplib.SMTPDataError as error:  # said before the letter itself was sent
            _check(error.smtp_code, error.smtp_error, set())
        except OSError as error:
            raise BrokenOff(_words(error)) from error


def _check(code: int, said: str | bytes, good: set[int]) -> None:
    if code in good:
        return
    if code in _SIGN_IN:
        raise ServerFault(_answer(code, said))
    if code < 400 or code == 421:  # no answer to what was asked, or it is closing the connection
        raise BrokenOff(_answer(code, said))
    raise Refusal(code, _answer(code, said))


@contextmanager
def _within(seconds: float, server: smtplib.SMTP) -> Iterator[None]:
    """A server that answers letter by letter would outlast every time limit of single answers."""
    timer = Timer(max(0.0, seconds), _cut, [server])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _cut(server: smtplib.SMTP) -> None:
    sock = server.sock
    if sock is not None:
        with suppress(OSError):
            sock.shutdown(2)


def _answer(code: int, said: str | bytes) -> str:
    words = said if isinstance(said, str) else said.decode(errors="replace")
    return f"{code} {on_one_line(words)}"[:500]


def _words(error: Exception) -> str:
    """What the server said, as "535 Wrong password", or what else went wrong."""
    if isinstance(error, ServerFault):
        return str(error)
    if isinstance(error, smtplib.SMTPResponseException):
        return _answer(error.smtp_code, error.smtp_error)
    return f"{type(error).__name__}: {on_one_line(str(error))}"[:500]
