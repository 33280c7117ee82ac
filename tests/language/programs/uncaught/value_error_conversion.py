lines = ["10", "20", "3O"]
total = 0
for number, line in enumerate(lines):
    total += int(line)
    print(number, total)
