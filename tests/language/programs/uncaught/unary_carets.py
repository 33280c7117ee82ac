value = [1]
print(-value[0])
result = 5 * -value + 3
