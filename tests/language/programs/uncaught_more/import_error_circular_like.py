# A name missing from a module made by hand: the module's own name is shown.
import sys, types
m = types.ModuleType("handmade")
sys.modules["handmade"] = m
m.exists = 1
from handmade import exists
print(exists)
from handmade import exist
