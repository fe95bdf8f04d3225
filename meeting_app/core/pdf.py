"""Documents as PDF: set by a child process, so that the server and the worker stay small."""

import json
import logging
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

COMPILE = Path(__file__).with_name("pdf_child.py")
TIMEOUT = 20.0  # seconds; a pack of 120 sessions takes about one

log = logging.getLogger(__name__)


class Pdf(NamedTuple):
    content: bytes
    accessible: bool  # made to PDF/UA-1


class PdfFailed(RuntimeError):
    """The child process did not deliver a PDF; the message says why."""


def run_compile(template: str, data: object, *, timeout: float) -> Pdf:
    """Prints `templates/packs/<template>.typ`; raises `PdfFailed`."""
    with tempfile.TemporaryDirectory(prefix="pack-") as folder:
        output = Path(folder) / "out.pdf"
        job = json.dumps({"template": template, "data": data, "output": str(output)})
        try:
            done = subprocess.run(  # noqa: S603 - our own interpreter and file
                # -I: neither variables nor folders of the caller change what the child imports.
                [sys.executable, "-I", str(COMPILE)],
                input=job.encode(),
                capture_output=True,
                timeout=timeout,
                cwd=folder,
                env={"LANG": "C.UTF-8"},
            )
        except subprocess.TimeoutExpired as error:
            raise PdfFailed(f"the PDF took longer than {timeout:g} seconds") from error
        if done.returncode != 0:
            reason = done.stderr.decode(errors="replace").strip()[-2000:]
            raise PdfFailed(f"the PDF could not be made ({done.returncode}): {reason}")
        refused = json.loads(done.stdout)["refused"]
        if refused:
            log.warning("PDF is not PDF/UA-1: %s", refused)
        return Pdf(output.read_bytes(), accessible=not refused)
