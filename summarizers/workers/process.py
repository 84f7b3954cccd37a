"""A model process: started when first asked, started again once when it dies, ended by ``stop``."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from summarizers.workers import frames
from summarizers.workers.frames import Tag

_ROOT = Path(__file__).resolve().parents[2]
_QUIET = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "TRANSFORMERS_VERBOSITY": "error",
    "TOKENIZERS_PARALLELISM": "false",
}


class WorkerProcess:
    """One worker and its pipes. Blocking: ``exchange`` and ``start`` belong on one thread, ``stop`` on any.

    ``fault`` makes the exception that every failure is raised as; ``seconds`` ends a process that
    does not answer in that time (loading counted), and is not followed by a second try.
    """

    called = "encoder"

    def __init__(
        self,
        command: Sequence[str],
        *,
        environment: Mapping[str, str] | None = None,
        fault: Callable[[str], Exception] = RuntimeError,
        seconds: float | None = None,
    ) -> None:
        self._command = list(command)
        self._environment = dict(environment or {})
        self._fault = fault
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._complaints: IO[bytes] | None = None
        self._lock = threading.Lock()
        self._stopped = False
        self._late = False
        self.hello: Mapping[str, Any] = {}

    @property
    def pid(self) -> int | None:
        """The process while it is alive."""
        process = self._process
        return process.pid if process is not None and process.poll() is None else None

    def start(self) -> None:
        """Start the process and wait until its model is loaded; nothing when it already is."""
        if self.pid is None:
            self._launch()

    def exchange(self, request: Any) -> bytes:
        """The reply to ``request`` (JSON); a process that died is started again, once."""
        payload = json.dumps(request).encode()
        for attempt in (1, 2):
            watch = self._watch()
            try:
                self.start()
                return self._reply(payload)
            except (EOFError, OSError) as error:
                if self._late:
                    raise self._fault(f"The model took longer than {self._seconds:g} seconds and was ended.") from error
                reason = self._last_words()
                if attempt == 2 or self._stopped:
                    raise self._fault(f"The model process died twice. {reason}".strip()) from error
            finally:
                if watch is not None:
                    watch.cancel()
        raise AssertionError("unreachable")

    def stop(self) -> None:
        """End the process now and for good. It holds no state, so nothing is lost."""
        with self._lock:
            self._stopped = True
            self._end()

    def _watch(self) -> threading.Timer | None:
        self._late = False
        if self._seconds is None:
            return None
        watch = threading.Timer(self._seconds, self._give_up)
        watch.daemon = True
        watch.start()
        return watch

    def _give_up(self) -> None:
        process = self._process
        if process is not None:
            self._late = True
            process.kill()  # the reader of its pipe then sees the end

    def _launch(self) -> None:
        with self._lock:
            if self._stopped:
                raise self._fault(f"The {self.called} is closed.")
            self._end()
            self._complaints = tempfile.TemporaryFile()  # noqa: SIM115  lives as long as the process
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._complaints,
                env=os.environ | _QUIET | self._environment,
                start_new_session=True,  # Ctrl-C is for the program, which then ends its worker
            )
            answers = cast(BinaryIO, self._process.stdout)
        tag, payload = frames.read(answers)
        if tag is Tag.FAULT:
            raise self._fault(f"The model did not load: {payload.decode(errors='replace')}")
        self.hello = json.loads(payload)

    def _reply(self, request: bytes) -> bytes:
        process = self._process
        if process is None:
            raise self._fault(f"The {self.called} is closed.")
        frames.write(cast(BinaryIO, process.stdin), Tag.REQUEST, request)
        tag, payload = frames.read(cast(BinaryIO, process.stdout))
        if tag is Tag.FAULT:
            raise self._fault(f"The model failed: {payload.decode(errors='replace')}")
        return payload

    def _last_words(self) -> str:
        """The last line that the process wrote before it died, or its exit status."""
        process, complaints = self._process, self._complaints
        if self._stopped or process is None or complaints is None:
            return ""
        status = process.wait()
        complaints.seek(0)
        lines = complaints.read()[-2000:].decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else f"Its exit status was {status}."

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                try:
                    cast(BinaryIO, pipe).close()
                except OSError:
                    continue  # unsent bytes of a dead pipe
        if self._complaints is not None:
            self._complaints.close()
            self._complaints = None


def import_path() -> dict[str, str]:
    """An environment in which the worker finds this package, installed or not."""
    known = os.environ.get("PYTHONPATH")
    return {"PYTHONPATH": os.pathsep.join([str(_ROOT), known] if known else [str(_ROOT)])}
