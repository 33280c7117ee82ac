# After an escaped line end the rest of the field goes on in the next line.
import csv, itertools

for strict in (False, True):
    for parts in itertools.product(('a', '\\\n', "'", ';', '\n', ' ', '\\'), repeat=4):
        for rows in ([''.join(parts)], [''.join(parts[:3]), parts[3], 'z']):
            try:
                r = csv.reader(rows, delimiter=';', quotechar="'", escapechar='\\', strict=strict)
                print(rows, list(r), r.line_num)
            except csv.Error as e:
                print(rows, e)
