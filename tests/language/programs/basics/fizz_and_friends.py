# if/elif/else, while/else, for/else, break and continue.
def fizz(n):
    if n % 15 == 0:
        return "fizzbuzz"
    elif n % 3 == 0:
        return "fizz"
    elif n % 5 == 0:
        return "buzz"
    else:
        return n

print(*[fizz(i) for i in range(1, 16)], sep=",")

for p in (7, 9, 25, 31):
    for d in range(2, p):
        if p % d == 0:
            print(p, "=", d, "*", p // d)
            break
    else:
        print(p, "is prime")

n = 27
steps = 0
while n != 1:
    n = 3 * n + 1 if n & 1 else n >> 1
    steps += 1
    if steps > 200:
        break
else:
    print("collatz ended after", steps)

while False:
    print("never")
else:
    print("else of a loop that never ran")

for i in range(10):
    if i % 2:
        continue
    if i == 6:
        break
    print("even", i)
print("i is still", i)
