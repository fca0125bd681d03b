"""`python -m fazhi_check` is `fazhi-check`."""

from fazhi_check.cli import program

if __name__ == "__main__":
    program()
