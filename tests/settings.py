"""The product's settings with a cluster, a folder and a hasher of the tests' own."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
os.environ.setdefault("TALENTBASE_CLUSTER", "pg-test")
os.environ.setdefault("TALENTBASE_VAR", str(ROOT / "var" / "test"))
os.environ.setdefault("CELERY_BROKER_URL", "memory://")
os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", str(ROOT / "var" / "hypothesis"))

from talentbase.settings import *  # noqa: E402, F403  (the environment comes first)
from talentbase.settings import STORAGES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = True
