import cProfile
import pstats

# Profile a function
def slow_function():
    total = 0
    for i in range(1000000):
        total += i
    return total

cProfile.run('slow_function()')

# More detailed profiling
profiler = cProfile.Profile()
profiler.enable()
slow_function()
profiler.disable()

stats = pstats.Stats(profiler)
stats.sort_stats('cumulative')
stats.print_stats(10)  # Top 10

# Line profiler (pip install line_profiler)
# @profile  # Decorator
# def my_function():
#     ...
# Run with: kernprof -l -v script.py

# Memory profiler (pip install memory_profiler)
# @profile
# def my_function():
#     ...
# Run with: python -m memory_profiler script.py
