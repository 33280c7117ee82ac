# Taking text apart: split, strip, find, partition, slicing, comparing, counting.
# loops: 7
LINES = [
    '  key%d = value %d ; # comment number %d with some words in it  ' % (i, i * i, i % 13)
    for i in range(1500)
]


def bench():
    words = 0
    table = {}
    letters = 0
    for _ in range(6):
        for line in LINES:
            line = line.strip()
            code, _sep, comment = line.partition('#')
            key, value = code.rstrip(' ;').split('=')
            table[key.strip()] = value.strip()
            pieces = comment.split()
            words += len(pieces)
            for piece in pieces:
                if piece.startswith('w') or piece.endswith('r'):
                    letters += piece.count('w') + piece.find('r')
                elif piece.isdigit():
                    letters += int(piece)
    return words, letters, len(table), table['key77']
