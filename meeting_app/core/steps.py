"""Points between which a test ends the process, to see what a power cut or a kill -9 leaves behind.

`KILL_AT_STEP=n` ends it at the n-th step it passes; in a service that is not under test, never.
"""

import os
import signal

from flask import current_app

_passed = 0


def step() -> None:
    """Between two effects that must hold whatever happens between them."""
    global _passed
    if not current_app.testing:
        return
    _passed += 1
    if str(_passed) == os.environ.get("KILL_AT_STEP"):
        os.kill(os.getpid(), signal.SIGKILL)
