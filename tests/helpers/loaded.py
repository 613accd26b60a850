"""A process that has loaded the whole program and becomes, forked at each request, one run of the command line.

`warm` starts it and asks it; it ends when the socket closes, whose number is its argument.
"""

import atexit
import contextlib
import gc
import importlib
import json
import os
import pkgutil
import runpy
import socket
import sys
import threading
import time
from collections.abc import Mapping, Sequence

NUMBER_BYTES = 4


def load() -> None:
    """Loads all modules of the program that can be loaded here; what an extra brings may be missing."""
    import coach

    for module in pkgutil.walk_packages(coach.__path__, "coach."):
        if not module.name.endswith("__main__"):
            with contextlib.suppress(ImportError):
                importlib.import_module(module.name)
    gc.freeze()  # So that collecting in a fork copies nothing of it.


def serve(requests: socket.socket) -> None:
    """Answers each request with the number of a process and then its exit code; returns in that process."""
    while True:
        length, streams, _, _ = socket.recv_fds(requests, NUMBER_BYTES, 3)
        if not length:
            os._exit(0)
        asked = requests.recv(int.from_bytes(length, "big"), socket.MSG_WAITALL)
        child = os.fork()
        if child == 0:
            requests.close()
            become(streams, *json.loads(asked))
            return
        for number in streams:
            os.close(number)
        requests.sendall(child.to_bytes(NUMBER_BYTES, "big", signed=True))
        _, status = os.waitpid(child, 0)
        requests.sendall(os.waitstatus_to_exitcode(status).to_bytes(NUMBER_BYTES, "big", signed=True))


def become(streams: Sequence[int], arguments: Sequence[str], environment: Mapping[str, str], folder: str) -> None:
    """Gives this process the streams, environment and folder that a fresh start would have had."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    os.chdir(folder)
    sys.path.insert(0, folder)
    sys.argv = ["coach", *arguments]


def run() -> int:
    """The program, and all that is done at its end but for taking its memory apart; its exit code."""
    try:
        runpy.run_module("coach", run_name="__main__", alter_sys=True)
        code: object = 0
    except SystemExit as end:
        code = end.code
    except BaseException:  # noqa: BLE001 (as Python itself does)
        sys.excepthook(*sys.exc_info())
        code = 1
    threading._shutdown()  # type: ignore[attr-defined] # As `multiprocessing` does in a fork.
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    assert isinstance(code, int)
    return code


if __name__ == "__main__":
    del sys.path[0]  # The folder of this file, in which no program would look.
    load()
    serve(socket.socket(fileno=int(sys.argv[1])))
    # Taking apart what it shares with the loaded process would copy all of it.
    os._exit(run())
