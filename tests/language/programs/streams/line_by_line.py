# Iterating over sys.stdin, counting words, odd line ends and unicode.
import sys
from collections import Counter
words = Counter()
for number, line in enumerate(sys.stdin, 1):
    if line.startswith("#"): continue
    if line.strip() == "STOP": break
    words.update(line.lower().split())
    print(number, ascii(line))
print(words.most_common(3))
print("after stop:", sys.stdin.readline().strip(), "|", [l.strip() for l in sys.stdin])
