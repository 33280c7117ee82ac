# runpy on a package with __main__, and a module run as a script.
import runpy, sys
print(runpy.run_module("tool")["__name__"])
print(runpy.run_module("tool.cmd", run_name="custom")["result"])
out = runpy.run_path("script_file.py", init_globals={"given": 5})
print(out["computed"], out["__name__"])
try: runpy.run_module("tool.nothing")
except ImportError as e: print(e)
try: runpy.run_module("nomain")
except ImportError as e: print(e)
print(sys.argv[1:], "tool" in sys.modules, "__main__" in sys.modules)
