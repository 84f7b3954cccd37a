"""A file that the operator names, at the command line or the console."""

from __future__ import annotations

from pathlib import Path

from bot.errors import UnreadableDocument


def load(file: str, limit: int) -> bytes:
    """Its bytes, at most one more than ``limit``. Blocks on the disk; raises UnreadableDocument."""
    try:
        path = Path(file).expanduser()
        if path.is_dir():
            raise UnreadableDocument(f"{file} is a folder, not a file.", "To read a folder, give it as --corpus.")
        with path.open("rb") as stream:
            return stream.read(limit + 1)
    except FileNotFoundError:
        raise UnreadableDocument(f"There is no file {file}.", "Check the name and the folder.") from None
    except (OSError, ValueError, RuntimeError) as error:  # RuntimeError: there is no such user's home
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UnreadableDocument(f"{file} cannot be read: {reason}.", "Check its name and permissions.") from error
