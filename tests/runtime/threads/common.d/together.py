# Threads that start together and are waited for.
import threading


def run(*functions):
    """Calls each function in a thread of its own."""
    threads = [threading.Thread(target=f) for f in functions]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
