def step(n):
    try:
        return 1 // n
    except ZeroDivisionError as e:
        e.args = (f"{e.args[0]} in step {n}",)
        e.add_note("step numbers start at one")
        raise
print(step(1))
step(0)
