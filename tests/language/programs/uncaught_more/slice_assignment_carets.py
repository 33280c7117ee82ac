# Slice assignment carets.
def main():
    grid = [1, 2, 3]
    grid[1:2] = [9]
    print(grid)
    grid[::2] = [7]

main()
