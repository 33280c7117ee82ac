# A realistic mini program: a vending machine with states as classes.
class State:
    def __init__(self, machine): self.m = machine
    def coin(self, n): return self.refuse("coin")
    def choose(self, item): return self.refuse("choose")
    def refuse(self, what): raise RuntimeError(f"cannot {what} while {type(self).__name__}")
    def __str__(self): return type(self).__name__.lower()
class Idle(State):
    def coin(self, n):
        self.m.credit += n
        return HasMoney
class HasMoney(State):
    def coin(self, n):
        self.m.credit += n
    def choose(self, item):
        price, left = self.m.stock[item]
        if not left: return SoldOut
        if price > self.m.credit:
            raise ValueError(f"{item} costs {price}, credit {self.m.credit}")
        self.m.credit -= price
        self.m.stock[item] = price, left - 1
        self.m.out.append(item)
        return Idle if not self.m.credit else None
class SoldOut(State):
    def choose(self, item): return HasMoney(self.m).choose(item) or HasMoney
class Machine:
    def __init__(self, **stock):
        self.stock, self.credit, self.out = stock, 0, []
        self.state = Idle(self)
    def __getattr__(self, name):
        action = getattr(self.state, name)
        def run(*a):
            try:
                nxt = action(*a)
            except (RuntimeError, ValueError) as e:
                print("!", e)
            else:
                if nxt: self.state = nxt(self)
            print(f"{name}{a}: {self.state}, credit {self.credit}, out {self.out}")
        return run
m = Machine(tea=(3, 1), gum=(1, 5))
m.choose("tea")
m.coin(2)
m.choose("tea")
m.coin(2)
m.choose("tea")
m.choose("tea")
m.choose("gum")
m.choose("gum")
try:
    m.kick()
except AttributeError as e:
    print(e)
