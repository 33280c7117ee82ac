# Calls and subscripts that can only be mistakes.
def f():
    return [
        (1, 2)
        (3, 4)
    ]
try: f()
except TypeError as e: print(e)
try: [1, 2]["a"]
except TypeError as e: print(e)
try: "abc"()
except TypeError as e: print(e)
try: {1}[0]
except TypeError as e: print(e)
try: f"x"[None]
except TypeError as e: print(e)
