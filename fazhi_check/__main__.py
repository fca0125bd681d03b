"""`python -m fazhi_check` is `fazhi-check`, and so is the single-file program that packaging/binary.py makes of it."""

import sys

from fazhi_check.cli import program

if __name__ == "__main__":
    if getattr(sys, "frozen", False):  # where no process can be forked, each further one starts this program anew
        from multiprocessing import freeze_support

        freeze_support()
    program()
