"""Benchmarks of `manage.py bench`: each product and its peer measured side by side in one run, never in the test run."""
