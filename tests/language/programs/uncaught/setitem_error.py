# Setitem error.
def main():
    record = (1, [2, 3])
    record[1].append(4)
    print(record)
    record[1] += [5]

main()
