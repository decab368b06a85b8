"""The Celery application: only a bell. JSON only; `filesystem://` under `var/` unless CELERY_BROKER_URL names a server."""

from pathlib import Path

from celery import Celery
from django.conf import settings

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
