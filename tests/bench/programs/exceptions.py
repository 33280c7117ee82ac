# Exceptions: raising through frames, several handlers, finally, with, chained causes.
# loops: 3
class Problem(Exception):
    def __init__(self, code):
        super().__init__(f'problem {code}')
        self.code = code


class Guard:
    def __init__(self, log):
        self.log = log

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        self.log[0] += 1
        return kind is KeyError


def risky(n):
    if n % 5 == 0:
        raise Problem(n)
    if n % 7 == 0:
        raise ValueError(n)
    if n % 11 == 0:
        return {}[n]
    return n


def deeper(n, depth):
    return risky(n) if depth == 0 else deeper(n, depth - 1)


def bench():
    total = caught = cleaned = 0
    log = [0]
    for n in range(1, 25000):
        try:
            with Guard(log):
                total += deeper(n, 3)
        except Problem as error:
            caught += error.code & 7
        except (ValueError, TypeError):
            caught += 1
        else:
            total += 1
        finally:
            cleaned += 1
        if n % 10 == 0:
            try:
                try:
                    int('not a number')
                except ValueError as error:
                    raise Problem(n) from error
            except Problem as error:
                caught += error.__cause__ is not None
    return total, caught, cleaned, log[0]
