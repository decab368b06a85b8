#!/usr/bin/env python3
"""The one door: `python3 manage.py up | test | <any Django command>`. Builds its own environment, then runs inside it."""

import sys

if __name__ == "__main__":
    from talentbase.bootstrap import main

    sys.exit(main(sys.argv[1:]))
