# Once per location by default, again elsewhere, controlled by filters.
import warnings, sys
def noisy(n): warnings.warn(f"noise {n % 2}", UserWarning)
for i in range(4): noisy(i)
warnings.warn("here")
warnings.warn("here")
for _ in range(2): warnings.warn("in loop")
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    noisy(0)
with warnings.catch_warnings():
    warnings.simplefilter("always")
    for i in range(2): noisy(i)
with warnings.catch_warnings(record=True, action="always") as log:
    noisy(5)
print([str(w.message) for w in log])
warnings.filterwarnings("error", "boom")
try: warnings.warn("boom now")
except UserWarning as e: print("raised", e)
warnings.showwarning = lambda m, c, f, l, file=None, line=None: print("shown:", c.__name__, m, l)
warnings.warn("custom show", RuntimeWarning)
