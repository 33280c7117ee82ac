# What SystemExit tells that has no text ends its line all the same.
import sys


class NoText:
    def __str__(self):
        raise ValueError


sys.exit(NoText())
