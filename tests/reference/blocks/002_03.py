import sys

ref_count = sys.getrefcount(object)
