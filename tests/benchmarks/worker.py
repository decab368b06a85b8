"""One measurement in a process of its own: `python -m tests.benchmarks.worker MODULE:FUNCTION JSON`; the answer is JSON."""

import importlib
import json
import sys

import django


def main(work: str, arguments: str) -> None:
    django.setup()
    module, _, function = work.partition(":")
    answer = getattr(importlib.import_module(f"tests.benchmarks.{module}"), function)(**json.loads(arguments))
    print(json.dumps(answer))


if __name__ == "__main__":
    main(*sys.argv[1:3])
