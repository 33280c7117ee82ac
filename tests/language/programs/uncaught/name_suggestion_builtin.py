values = [3, 1, 2]
print(values)

for i in rnage(3):
    print(i)
