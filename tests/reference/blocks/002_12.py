import sys
import gc

def detect_potential_leaks():
    """Simple memory leak detection"""
    initial_objects = len(gc.get_objects())

    # Perform operations
    for i in range(1000):
        temp = [i] * 100

    gc.collect()
    final_objects = len(gc.get_objects())

    if final_objects > initial_objects + 100:  # Allow some tolerance
        print(f"Potential memory leak: {final_objects - initial_objects} extra objects")
