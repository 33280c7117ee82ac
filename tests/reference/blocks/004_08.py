# NumPy releases GIL during computations
import numpy as np
import threading

def numpy_work():
    arr = np.random.random(10000000)
    return np.sum(arr)  # GIL released during NumPy operations

# This WILL benefit from threading
threads = [threading.Thread(target=numpy_work) for _ in range(4)]
# Runs faster than sequential (NumPy releases GIL)
