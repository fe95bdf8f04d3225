"""`make test`: everything, on SQLite, then on PostgreSQL where one answers."""

import os
import subprocess
import sys

from sqlalchemy import create_engine
from sqlalchemy.exc import SQLAlchemyError

USUAL_POSTGRESQL = "postgresql+psycopg://postgres@127.0.0.1:5432/test"


def postgresql() -> str | None:
    """TEST_DATABASE_URL, or the usual address in CI, if a server answers there."""
    url = os.environ.get("TEST_DATABASE_URL") or (
        USUAL_POSTGRESQL if os.environ.get("CI") == "true" else None
    )
    if url is None:
        print("PostgreSQL: not tested. Set TEST_DATABASE_URL to an empty database to do so.")
        return None
    if "TEST_DATABASE_URL" in os.environ:
        return url  # asked for by name: no server there is a failure
    try:
        create_engine(url, connect_args={"connect_timeout": 5}).connect().close()
    except SQLAlchemyError as error:
        print(f"PostgreSQL: not tested, no server answers: {type(error).__name__}")
        return None
    return url


def run(title: str, *arguments: str, **environment: str) -> int:
    print(f"\n== {title}", flush=True)
    kept = {name: value for name, value in os.environ.items() if name != "TEST_DATABASE_URL"}
    command = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "loadfile", *arguments]
    return subprocess.call(command, env={**kept, **environment})


def main() -> int:
    url = postgresql()
    failed = run("All tests, on SQLite")
    if url:
        # What does not touch the database, and the browser, need no second look.
        unneeded = [f"--ignore=tests/{name}" for name in ("browser", "project")]
        failed |= run("All tests of features, on PostgreSQL", *unneeded, TEST_DATABASE_URL=url)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
