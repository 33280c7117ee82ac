import threading
import time

# GIL is released during:
# 1. I/O operations (file, network, sleep)
# 2. Certain C extension operations
# 3. Every N bytecode instructions (sys.getswitchinterval())

import sys
sys.getswitchinterval()     # Default: 0.005 seconds (5ms)
sys.setswitchinterval(0.01) # Change switch interval

# CPU-bound: GIL kills parallelism
def cpu_work(n):
    for _ in range(n):
        pass

# Threading won't help (may be slower due to GIL contention)
# I/O-bound: GIL is released, threading helps
def io_work():
    time.sleep(1)  # GIL released during sleep

# Solutions for CPU-bound:
# 1. multiprocessing (separate processes, separate GILs)
# 2. C extensions that release GIL
# 3. Cython with nogil
# 4. Use NumPy/Pandas (release GIL for computations)
