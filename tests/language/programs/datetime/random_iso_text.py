# Damaged ISO 8601 text.
import random
from datetime import *

r = random.Random(7)
GOOD = ["2020-01-01T12:34:56.789012+01:02:03.5", "20200101T123456,7Z", "2020-W53-7T24:00:00-00:30", "2020W537 2400",
        "2020-02-29", "20211231", "2020W01", "2020-W01", "12:34:56.7", "T123456", "123456+0100", "12+01", "24:00",
        "2020-01-01T00:00-23:59:59.999999", "9999-12-31T24:00:00", "0001-01-01T00:00+23:59"]
for i in range(1500):
    s = list(r.choice(GOOD))
    for _ in range(r.choice((0, 1, 1, 1, 2, 2, 3, 5))):
        at = r.randrange(len(s) + 1)
        match r.randrange(4):
            case 0: del s[at : at + 1]
            case 1: s.insert(at, r.choice("0123456789-:.,TZW+ x\0"))
            case 2: s[at : at + 1] = r.choice("0123456789-:.,TZW+ x\0")
            case _: del s[at:]
    s = "".join(s)
    answers = []
    for c in (date, time, datetime):
        try:
            answers.append(str(c.fromisoformat(s)))
        except ValueError as e:
            answers.append(str(e).partition(": '")[0])
    print(ascii(s), answers)
