# Double-entry bookkeeping in integer cents with invariants checked by a context manager.
from contextlib import contextmanager
def cents(s):
    sign = -1 if s.startswith("-") else 1
    whole, _, frac = s.lstrip("+-").partition(".")
    if not (whole + frac).isdigit() or len(frac) > 2: raise ValueError(f"bad amount {s!r}")
    return sign * (int(whole or 0) * 100 + int(frac.ljust(2, "0")))
def show(c): return f"{'-' if c < 0 else ''}{abs(c) // 100:,}.{abs(c) % 100:02}"
class Ledger:
    def __init__(self): self.accounts, self.log = {}, []
    @contextmanager
    def transaction(self, memo):
        before, entries = dict(self.accounts), []
        def post(acct, amount): entries.append((acct, cents(amount))); self.accounts[acct] = self.accounts.get(acct, 0) + cents(amount)
        try:
            yield post
            if (off := sum(a for _, a in entries)): raise ValueError(f"unbalanced by {show(off)}")
        except Exception as e:
            self.accounts = before
            self.log.append(f"FAILED {memo}: {e}")
        else: self.log.append(f"ok {memo} ({len(entries)} entries)")
l = Ledger()
with l.transaction("opening") as post: post("cash", "1000"); post("equity", "-1000.00")
with l.transaction("rent") as post: post("rent", "750.5"); post("cash", "-750.50")
with l.transaction("typo") as post: post("cash", "10"); post("misc", "-1")
with l.transaction("bad amount") as post: post("cash", "1.234")
with l.transaction("crash") as post: post("cash", "5"); post["x"]
with l.transaction("split") as post:
    for name, part in zip(("a", "b", "c"), ("33.33", "33.33", "33.34")): post(name, part)
    post("cash", "-100")
for line in l.log: print(line)
for k, v in sorted(l.accounts.items()): print(f"{k:<8}{show(v):>12}")
print(sum(l.accounts.values()), [show(cents(x)) for x in ("0.5", "-.05", "12345678.9", "+7")])
