"""The few third-party files that the browser gets, taken out of node_modules under names of our own.

Whole `dist/` folders would make collectstatic hash and compress hundreds of files nobody asks for.
"""

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.checks import Warning
from django.core.files.storage import FileSystemStorage

VENDOR_FILES = {
    "vendor/bootstrap-icons/bootstrap-icons.min.css": "bootstrap-icons/font/bootstrap-icons.min.css",
    "vendor/bootstrap-icons/fonts/bootstrap-icons.woff": "bootstrap-icons/font/fonts/bootstrap-icons.woff",
    "vendor/bootstrap-icons/fonts/bootstrap-icons.woff2": "bootstrap-icons/font/fonts/bootstrap-icons.woff2",
    "vendor/echarts/echarts.min.js": "echarts/dist/echarts.min.js",
    "vendor/htmx/htmx.min.js": "htmx.org/dist/htmx.min.js",
    "vendor/tom-select/tom-select.complete.min.js": "tom-select/dist/js/tom-select.complete.min.js",
    "vendor/tom-select/tom-select.css": "tom-select/dist/css/tom-select.min.css",
}


class VendorStorage(FileSystemStorage):
    """Opens `vendor/htmx/htmx.min.js` where npm put it; names outside the list are not found."""

    def path(self, name):
        return super().path(VENDOR_FILES.get(name, f"not-listed/{name}"))


class VendorFinder(BaseFinder):
    def __init__(self, app_names=None, *args, **kwargs):
        self.storage = VendorStorage(location=settings.BASE_DIR / "node_modules")

    def check(self, **kwargs):
        missing = [name for name in VENDOR_FILES if not self.storage.exists(name)]
        if not missing:
            return []
        return [Warning(f"缺少{len(missing)}个前端文件，例如{missing[0]}。", hint="执行npm ci。", id="web.W001")]

    def find(self, path, find_all=False, **kwargs):
        found = path in VENDOR_FILES and self.storage.exists(path)
        if find_all:
            return [self.storage.path(path)] if found else []
        return self.storage.path(path) if found else []

    def list(self, ignore_patterns):
        for name in VENDOR_FILES:
            if not matches_patterns(name, ignore_patterns or []):
                yield name, self.storage
