numbers = 42
print(*[1, 2])
print(max(*numbers))
