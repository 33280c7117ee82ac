import sys
import psutil
import os

def get_memory_usage():
    """Get current memory usage of the process"""
    process = psutil.Process(os.getpid())
    memory_info = process.memory_info()
    return memory_info.rss  # Resident Set Size in bytes

def memory_profile(func):
    """Decorator to profile memory usage of a function"""
    def wrapper(*args, **kwargs):
        start_mem = get_memory_usage()
        start_blocks = sys.getallocatedblocks()

        result = func(*args, **kwargs)

        end_mem = get_memory_usage()
        end_blocks = sys.getallocatedblocks()

        print(f"Memory usage: {end_mem - start_mem} bytes")
        print(f"Allocated blocks: {end_blocks - start_blocks}")

        return result
    return wrapper

@memory_profile
def create_large_list(n):
    return [i**2 for i in range(n)]

result = create_large_list(10000)
