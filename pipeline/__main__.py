"""`python -m pipeline` is the command `gongkai`."""

import sys

from pipeline.commands import main

if __name__ == "__main__":
    sys.exit(main())
