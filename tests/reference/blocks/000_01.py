import sys

# Check if a module is loaded
if 'math' in sys.modules:
    print("Math is already loaded!")

# Dangerous Trick: Prevent a module from loading
sys.modules['os'] = None
try:
    import os
except ImportError:
    print("OS module is disabled!")
