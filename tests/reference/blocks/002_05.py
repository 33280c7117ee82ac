import sys

blocks = sys.getallocatedblocks()
