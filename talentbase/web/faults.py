"""Faults of the machine, not of the program: told apart from all others, because somebody can mend them."""

import errno

from psycopg.errors import DiskFull

DISK_FULL = "服务器磁盘空间不足，没有写入数据。请通知管理员清理磁盘后重试。"
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def is_disk_full(fault: BaseException | None) -> bool:
    """Whether the fault, or one it came from, is a file or a table that could not grow."""
    while fault is not None:
        if isinstance(fault, DiskFull) or (isinstance(fault, OSError) and fault.errno in NO_ROOM):
            return True
        fault = fault.__cause__ or fault.__context__
    return False
