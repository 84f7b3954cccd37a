"""``python -m bot``."""

import os
import signal
import sys

if __name__ == "__main__":
    # Matrices are small here: a second thread gains nothing, and waits turning while the machine is busy.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # Ctrl-C while the program is still being read ends it without a word; where SIGINT is ignored, as in a
    # shell's background job, it stays so.
    interruptible = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if interruptible:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from bot.cli import main

    if interruptible:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.exit(main(sys.argv[1:]))
