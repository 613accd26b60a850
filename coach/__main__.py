"""Runs the command line for `python -m coach`; knows nothing else."""

import sys

from coach.cli import main

sys.exit(main())
