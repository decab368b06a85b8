"""One JSON object per line: a line break or a control code inside a name cannot forge a second line."""

import json
import logging
import re

TOKENS = re.compile(r"(?<=/)[\w:.~=-]{32,}(?=[/?\s]|$)")  # a signed link in an address opens a page without a password
NUMBERS = re.compile(r"(?<!\d)(\d{17}[\dXx]|1[3-9]\d{9})(?!\d)")


class JsonFormatter(logging.Formatter):
    def format(self, record):
        entry = {
            "at": self.formatTime(record),
            "level": record.levelname,
            "from": record.name,
            "text": TOKENS.sub("***", NUMBERS.sub("***", record.getMessage())),
        }
        if record.exc_info and record.exc_info[0]:
            entry["trace"] = NUMBERS.sub("***", self.formatException(record.exc_info))
        return json.dumps(entry, ensure_ascii=False)
