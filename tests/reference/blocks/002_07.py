import sys

total_refs = sys.gettotalrefcount()
