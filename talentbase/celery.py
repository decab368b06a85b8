"""The Celery application and the whole beat schedule as one table."""

import os
from pathlib import Path

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "talentbase.settings")

from django.conf import settings  # noqa: E402  (settings need the variable above)

app = Celery("talentbase")
app.conf.update(
    broker_url=settings.CELERY_BROKER_URL,
    broker_connection_retry_on_startup=True,
    task_serializer="json",
    result_serializer="json",
    accept_content=["json"],
    task_ignore_result=True,
    timezone=settings.TIME_ZONE,
    worker_prefetch_multiplier=1,
    worker_max_tasks_per_child=200,
    worker_hijack_root_logger=False,
    beat_schedule={
        # what, how often
        "sweep": {"task": "talentbase.jobs.tasks.sweep", "schedule": 15.0},
        "rescore": {"task": "demand.matching.tasks.rescore_changed", "schedule": 60.0},
        "rescore-all": {"task": "demand.matching.tasks.rescore_all", "schedule": crontab(hour=2, minute=10)},
    },
)
if settings.CELERY_BROKER_URL.startswith("filesystem:"):
    folder = Path(settings.BROKER_FOLDER)
    for name in ("messages", "control"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    app.conf.broker_transport_options = {
        "data_folder_in": str(folder / "messages"),
        "data_folder_out": str(folder / "messages"),
        "control_folder": str(folder / "control"),
        "store_processed": False,
    }
app.autodiscover_tasks()
