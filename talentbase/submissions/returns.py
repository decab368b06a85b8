"""打包退回: the senders' own workbooks with every problem marked, in one zip."""

import io
import zipfile

from talentbase.imports.pages import annotated
from talentbase.submissions.inbox import Line


def returns_zip(lines: list[Line], request) -> bytes:
    """lines: of `Inbox.returns`. One workbook each, called by unit and file; `request` tells the log who took them out."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:  # xlsx is packed already
        for line in lines:
            name = f"退回_{line.unit}_{line.batch.pk}_{line.batch.file.name.rpartition('.')[0]}.xlsx"
            archive.writestr(name.replace("/", "_"), annotated(line.batch, request).content)
    return out.getvalue()
