"""Start Oxigraph Server so that it ends with its parent and stays within its memory.

Run by path, before any package is at hand: ``launch.py PARENT BYTES PROGRAM ARGUMENT …``.
Linux only; the kernel ends the program when the process that started this one ends, however it
does. An allocation beyond the limit ends the program, and the parent starts it anew.
"""

import ctypes
import os
import resource
import signal
import sys

_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of prctl(2); kept over exec

if __name__ == "__main__":
    parent, most, program = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before the line above
        sys.exit(1)
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.execv(program, sys.argv[3:])  # noqa: S606 - no shell is wanted
