"""As much of psutil as the reference documents use: the memory of this process, by the blocks it holds."""

import sys
from types import SimpleNamespace


class Process:
    def __init__(self, pid):
        self.pid = pid

    def memory_info(self):
        return SimpleNamespace(rss=sys.getallocatedblocks() * 16)
