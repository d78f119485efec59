"""The programs `pulang run` keeps alive: started, watched, started again, and stopped within seconds."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence

from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

STOP_SECONDS_MAX = 4.0
_FALLS_MAX = 5
_FALLS_WITHIN_SECONDS = 60.0
_PR_SET_PDEATHSIG = 1


class Child:
    """One program; it gets SIGTERM from the kernel when we are killed, so that nothing keeps the port."""

    def __init__(self, name: str, command: Sequence[str], env: Mapping[str, str]) -> None:
        self.name = name
        self._command = list(command)
        self._env = {**os.environ, **env}
        self._falls: list[float] = []
        self._process = self._launch()

    def _launch(self) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            self._command,
            env=self._env,
            stdin=subprocess.DEVNULL,
            # Ctrl-C is for us alone; we then stop our children in order.
            start_new_session=True,
            preexec_fn=_die_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509 - no thread runs yet
        )

    @property
    def alive(self) -> bool:
        """True while the program runs."""
        return self._process.poll() is None

    def look_after(self) -> None:
        """This will start the program again when it fell; refuses once it keeps falling."""
        if self.alive:
            return
        now = time.monotonic()
        self._falls = [fall for fall in self._falls if now - fall < _FALLS_WITHIN_SECONDS] + [now]
        if len(self._falls) > _FALLS_MAX:
            raise Refusal(
                "child-keeps-falling",
                Words(
                    id="Bagian `{name}` berhenti berulang kali (kode {code}). Lihat pesan di atas.",
                    en="The part `{name}` keeps stopping (exit code {code}). See the messages above.",
                ).format(name=self.name, code=self._process.returncode),
            )
        self._process = self._launch()

    def ask_to_stop(self) -> None:
        """This will send SIGTERM."""
        self._signal(signal.SIGTERM)

    def make_sure_it_stopped(self, deadline: float) -> None:
        """This will wait until the deadline, then kill the program and all it started."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=max(0.0, deadline - time.monotonic()))
        self._signal(signal.SIGKILL)
        self._process.wait(timeout=5)

    def _signal(self, sign: signal.Signals) -> None:
        try:
            os.killpg(self._process.pid, sign)
        except (ProcessLookupError, PermissionError):
            return  # all of them have gone already


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def stop(children: Sequence[Child]) -> None:
    """This will stop all of them, within a few seconds together."""
    for child in children:
        child.ask_to_stop()
    deadline = time.monotonic() + STOP_SECONDS_MAX
    for child in children:
        child.make_sure_it_stopped(deadline)


def wait_for(true: Callable[[], bool], seconds_max: float, watched: Child) -> bool:
    """This will wait until something is true; false when it did not come true or the child fell."""
    deadline = time.monotonic() + seconds_max
    while time.monotonic() < deadline and watched.alive:
        if true():
            return True
        time.sleep(0.05)
    return False
