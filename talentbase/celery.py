"""Entry of worker and beat, and the whole beat schedule as one table."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "talentbase.settings")

import django  # noqa: E402  (needs the variable above)

django.setup()

from celery.schedules import crontab  # noqa: E402

from talentbase.jobs.bell import app  # noqa: E402

app.conf.beat_schedule = {
    # what, how often
    "sweep": {"task": "talentbase.jobs.tasks.sweep", "schedule": 15.0},
    "sweep-drafts": {"task": "talentbase.files.tasks.sweep_drafts", "schedule": crontab(minute=20)},
    "sweep-unused": {"task": "talentbase.files.tasks.sweep_unused", "schedule": crontab(hour=1, minute=40)},
    "add-up-tallies": {"task": "people.registry.tasks.add_up_tallies", "schedule": crontab(minute=45)},
    "sweep-attachments": {"task": "people.attachments.tasks.sweep_removed", "schedule": crontab(hour=1, minute=50)},
    "sweep-sent": {"task": "talentbase.registers.tasks.sweep_sent", "schedule": crontab(hour=1, minute=55)},
    "scan-duplicates": {"task": "people.duplicates.tasks.scan_register", "schedule": crontab(hour=1, minute=10)},
    "digests": {"task": "talentbase.todo.tasks.write_digests", "schedule": crontab(hour=6, minute=30)},
    "rescore-changed": {"task": "demand.matching.tasks.rescore_changed", "schedule": 60.0},
    "rescore-all": {"task": "demand.matching.tasks.rescore_all", "schedule": crontab(hour=2, minute=10)},
}
app.autodiscover_tasks()
