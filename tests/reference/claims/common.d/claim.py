"""What a document says, in its own words or nearly, and whether it is so. `claim` must hold in CPython as
well; `here` is for what CPython 3.14 as Pyodide cannot show or does otherwise, and says why."""


def claim(words, holds):
    print("ok   " if holds is True else f"NO   [{holds!r}] ", words, sep="")


def here(words, holds, why):
    print("here " if holds is True else f"NO   [{holds!r}] ", words, " (", why, ")", sep="")


def raises(kind, function, *args):
    """The text of the error, or False."""
    try:
        function(*args)
    except kind as error:
        return str(error) or True
    return False
