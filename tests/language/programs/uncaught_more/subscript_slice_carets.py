# Subscript slice carets.
def main():
    m = [[1, 2], [3, 4]]
    print(m[0][1:])
    z = m[1][0:2]["key"][0]

main()
