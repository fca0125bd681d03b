"""`python -m fazhi_check` is `fazhi-check`."""

import sys

from fazhi_check.cli import main

if __name__ == "__main__":
    sys.exit(main())
