"""A function in a process of its own: what ends it there costs one answer, never the run.

Foreign native code can crash, and a file made to do harm can have it take all memory or never end.
One process is kept for all calls and started anew after one that ended it. It guards against
faults; it is no wall against code that a file smuggles in, which may do what the user may.

It is a plain program over two pipes, told bytes and answering in JSON: no code comes back from what
read a stranger's file. ``multiprocessing`` would start a second process beside it, and lets no
worker of ours have one.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import struct
import subprocess
import sys
import threading
from contextlib import suppress
from importlib import import_module
from typing import Any

BYTES = 2 << 30
"""Addresses that the process may have; a PDF of 3,000 pages takes a tenth of it."""
_PATIENCE = 10
"""Times the processor time allowed, by the clock: many share a machine, and what waits for
something that never comes uses no processor time."""
_HEAD = struct.Struct("<QQ")
"""Before each question: seconds allowed, bytes that follow."""
_PROGRAM = (
    "import sys; sys.path[:] = sys.argv[3:]\n"
    "from corpus.system.isolated import serve; serve(sys.argv[1], int(sys.argv[2]))"
)


class IsolatedError(Exception):
    """A call that ended its process, or went over a limit.

    Parameters
    ----------
    kind
        ``"ended"``, ``"time"``, ``"memory"`` or, where the function raised, ``"failed"``.
    what
        The signal or exit status that tells how it ended; the limit in seconds or MB; what was
        raised.
    """

    def __init__(self, kind: str, what: str) -> None:
        self.kind = kind
        self.what = what
        super().__init__(f"{kind}: {what}")


class Isolated:
    """A function that is called in a process of its own.

    Parameters
    ----------
    function
        ``"module:name"``: from bytes to anything that JSON can say.
    memory
        Addresses that the process may have, in bytes; bounded on Linux.

    Examples
    --------
    >>> characters = Isolated("builtins:len")
    >>> characters(b"abc", seconds=60), characters(b"", seconds=60)
    (3, 0)
    >>> characters.stop()
    """

    def __init__(self, function: str, memory: int = BYTES) -> None:
        self._function = function
        self._memory = memory
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def __call__(self, data: bytes, *, seconds: int) -> Any:
        """Call the function.

        Parameters
        ----------
        data
            What it is called with.
        seconds
            Processor time that it may take (ten times as much by the clock).

        Returns
        -------
        object
            Its answer as JSON gives it back: tuples are lists.

        Raises
        ------
        IsolatedError
            If the function raised, its process ended, or it went over a limit.
        """
        with self._lock:
            process = self._started()
            if process is None:  # where no process can be had, the answer is worth the risk
                return json.loads(json.dumps(_found(self._function)(data)))
            late = threading.Event()
            watch = threading.Timer(_PATIENCE * seconds, _end_late, (process, late))
            watch.daemon = True
            watch.start()
            try:
                kind, answer = _exchanged(process, data, seconds)
            except (OSError, EOFError):
                raise self._fault(process, seconds, late=late.is_set()) from None
            except BaseException:  # an interrupt: the answer would be taken for the next one's
                self.stop()
                raise
            finally:
                watch.cancel()
            if kind == "memory":
                self.stop()
                raise IsolatedError(kind, str(self._memory >> 20))
            if kind == "failed":
                raise IsolatedError(kind, answer)
            return answer

    def stop(self) -> None:
        """End the process; the next call starts another one."""
        process, self._process = self._process, None
        if process is None or self._owner != os.getpid():  # a fork of ours: it is not its own
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):  # what could not be sent is wanted by nobody
                pipe.close()  # type: ignore[union-attr] # both are pipes
        process.wait()

    def _started(self) -> subprocess.Popen[bytes] | None:
        if self._process is not None and self._owner == os.getpid():
            return self._process
        if not sys.executable or getattr(sys, "frozen", False):  # no Python to start
            return None
        command = [sys.executable, "-c", _PROGRAM, self._function, str(self._memory), *sys.path]
        pipe = subprocess.PIPE
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter
                command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL
            )
        except OSError:
            return None
        if not self._owner:
            atexit.register(self.stop)
        self._owner = os.getpid()
        return self._process

    def _fault(
        self, process: subprocess.Popen[bytes], seconds: int, *, late: bool
    ) -> IsolatedError:
        with suppress(subprocess.TimeoutExpired):  # it has closed its pipe: it is ending
            process.wait(timeout=1)
        code = process.poll()
        self.stop()
        if late or (code is not None and -code == getattr(signal, "SIGXCPU", None)):
            return IsolatedError("time", str(seconds))
        return IsolatedError("ended", _told(code))


def _exchanged(process: subprocess.Popen[bytes], data: bytes, seconds: int) -> tuple[str, Any]:
    asked: Any = process.stdin
    answered: Any = process.stdout
    asked.write(_HEAD.pack(seconds, len(data)))
    asked.write(data)
    asked.flush()
    line = answered.readline()
    if not line.endswith(b"\n"):
        raise EOFError
    kind, answer = json.loads(line)
    return kind, answer


def _end_late(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process.kill()


def _told(code: int | None) -> str:
    """Name how a process ended.

    >>> _told(3), _told(-11)
    ('exit 3', 'SIGSEGV')
    """
    if code is None or code >= 0:
        return f"exit {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"


def _found(function: str) -> Any:
    module, _, name = function.partition(":")
    return getattr(import_module(module), name)


def serve(function: str, memory: int) -> None:
    """Answer calls until nobody asks any more: the program of the process.

    Parameters
    ----------
    function
        ``"module:name"``.
    memory
        Bytes of addresses.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one that waits for us is interrupted
    questions, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1):  # what native code prints is no answer
        os.dup2(nothing, stream)
    call = _found(function)
    _bound(memory)
    while head := questions.read(_HEAD.size):
        seconds, size = _HEAD.unpack(head)
        try:
            data = questions.read(size)
            _allow(seconds)
            answer = json.dumps(("answer", call(data))).encode()
        except MemoryError:
            answer = b'["memory", ""]'
        except Exception as error:  # noqa: BLE001 - it is raised where the answer is awaited
            answer = json.dumps(("failed", f"{type(error).__name__}: {error}")).encode()
        answers.write(answer + b"\n")
        answers.flush()


def _bound(memory: int) -> None:
    """Limit addresses, and leave no image of memory behind."""
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return
    for what, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(what)
        if hard != resource.RLIM_INFINITY:
            most = min(most, hard)
        with suppress(ValueError, OSError):  # macOS refuses to limit addresses
            resource.setrlimit(what, (most, hard))


def _allow(seconds: int) -> None:
    """Limit the processor time from here on."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = int(used.ru_utime + used.ru_stime) + 1 + seconds
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    resource.setrlimit(resource.RLIMIT_CPU, (most, hard))
