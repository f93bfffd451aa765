"""The command `kasikirja` as a process of its own; `python -m pipeline` is the same.

It runs without the garbage collector, and says so before it imports anything: a run leaves next to nothing for the collector and soon ends,
and looking for it would take a tenth of a build.
"""

import gc
import sys

gc.disable()
sys.modules.setdefault("typing_extensions", None)  # type: ignore[arg-type]  # msgspec loads it where some package has brought it; typing has all it takes

from .cli import main


def run() -> None:
    """Run the command line and end."""
    try:
        main()
    finally:
        gc.freeze()  # or the interpreter would look through all that is left before it ends


if __name__ == "__main__":
    run()
