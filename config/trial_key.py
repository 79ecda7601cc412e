"""A trial's own secret, made on its first run and kept beside its data."""

import os
import secrets
from pathlib import Path
from tempfile import NamedTemporaryFile


def trial_key(path: Path) -> str:
    """The secret kept in `path`, readable by its owner alone; whoever comes first makes it."""
    if not path.exists():
        _make(path)
    return path.read_text()


def _make(path: Path) -> None:
    # In the same folder: a link does not lead to another disk.
    with NamedTemporaryFile("w", dir=path.parent) as draft:
        draft.write(secrets.token_urlsafe(64))
        draft.flush()
        try:
            # A link appears whole or not at all, so of several first processes one key stays.
            os.link(draft.name, path)
        except FileExistsError:
            return
