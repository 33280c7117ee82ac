from functools import lru_cache
@lru_cache
def fact(n):
    if n < 0: raise ValueError("negative")
    return n * fact(n - 1) if n else 1
print(fact(5))
fact(-1)
