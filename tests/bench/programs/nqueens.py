# Queens on a board: recursion with sets, and with bits.
# loops: 59
def place(n, row, columns, up, down, board):
    if row == n:
        return 1
    found = 0
    for column in range(n):
        if column in columns or row + column in up or row - column in down:
            continue
        columns.add(column)
        up.add(row + column)
        down.add(row - column)
        board.append(column)
        found += place(n, row + 1, columns, up, down, board)
        board.pop()
        columns.discard(column)
        up.discard(row + column)
        down.discard(row - column)
    return found


def bits(full, columns, left, right):
    if columns == full:
        return 1
    found = 0
    free = full & ~(columns | left | right)
    while free:
        bit = free & -free
        free ^= bit
        found += bits(full, columns | bit, (left | bit) << 1, (right | bit) >> 1)
    return found


def bench():
    return place(7, 0, set(), set(), set(), []), bits((1 << 8) - 1, 0, 0, 0)
