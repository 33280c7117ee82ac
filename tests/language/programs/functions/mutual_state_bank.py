# A realistic mini program: accounts by closures, with validation and a log.
class InsufficientFunds(Exception):
    def __init__(self, need, have):
        super().__init__(f"need {need}, have {have}")
        self.need, self.have = need, have

def make_bank():
    accounts, log = {}, []
    def logged(f):
        def w(*a, **k):
            try:
                r = f(*a, **k)
            except Exception as e:
                log.append((f.__name__, a, type(e).__name__, str(e)))
                raise
            log.append((f.__name__, a, "ok", r))
            return r
        return w
    @logged
    def open_account(name, amount=0):
        if name in accounts:
            raise ValueError(f"account {name!r} exists")
        accounts[name] = amount
    @logged
    def transfer(src, dst, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        if accounts[src] < amount:
            raise InsufficientFunds(amount, accounts[src])
        accounts[src] -= amount
        accounts[dst] += amount
        return accounts[src], accounts[dst]
    return open_account, transfer, accounts, log

open_account, transfer, accounts, log = make_bank()
open_account("ann", 100)
open_account("bob")
transfer("ann", "bob", 30)
for args in [("bob", "ann", 31), ("bob", "zed", 5), ("zed", "bob", 5), ("ann", "bob", -1)]:
    try:
        transfer(*args)
    except InsufficientFunds as e:
        print("short by", e.need - e.have)
    except (KeyError, ValueError) as e:
        print(type(e).__name__, e)
try:
    open_account("ann")
except ValueError as e:
    print(e)
for entry in log:
    print(entry)
print(accounts)
