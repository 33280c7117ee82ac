def check(x):
    assert x > 0 and (
        x < 10
    )
    return x

print(check(5))
check(-1)
