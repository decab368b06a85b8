"""gunicorn of a production house (systemd and containers). Threads, because a page mostly waits for the database."""

import os

bind = os.environ.get("TALENTBASE_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("TALENTBASE_WEB_WORKERS", "2"))
worker_class = "gthread"
threads = 4
timeout = 60
graceful_timeout = 10
max_requests = 5000  # a slow leak in a native library never grows old
max_requests_jitter = 500
forwarded_allow_ips = os.environ.get("TALENTBASE_PROXY", "127.0.0.1")
control_socket_disable = True
accesslog = None  # nginx writes it, without the words people search for
raw_env = ["TALENTBASE_POOL=1"]
