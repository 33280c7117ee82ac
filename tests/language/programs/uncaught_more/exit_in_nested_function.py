# SystemExit passes except Exception; the chain is not shown.
import sys
def run():
    try:
        {}["x"]
    except KeyError:
        sys.exit("stopped while handling")
try:
    run()
except Exception:
    print("not caught here")
