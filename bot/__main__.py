"""``python -m bot``."""

import os
import sys

if __name__ == "__main__":
    # Matrices are small here: a second thread gains nothing, and waits turning while the machine is busy.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from bot.cli import main

    sys.exit(main(sys.argv[1:]))
