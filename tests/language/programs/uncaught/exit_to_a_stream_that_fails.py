# A line whose end sys.stderr refuses is ended where the process writes.
import sys


class Refuses:
    def write(self, text):
        print(repr(text))
        raise KeyError


sys.stderr = Refuses()
sys.exit('text')
