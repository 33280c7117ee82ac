# How often a statement in a finally body is warned of: once for each time that it is compiled, but for the one
# that serves exceptions; a return on the way out through it compiles it once more, wherever it stands.
import itertools
import warnings

BODIES = ["pass", "return 1", "if x: return x", "break", "if x: continue", "1[0.5]", "def g(): 1[0.5]"]


def indent(text):
    return "".join(f" {line}\n" for line in text.splitlines())


def finally_(body, final):
    return f"try:\n{indent(body)}finally:\n{indent(final)}"


def warned(body):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        compile(f"def f(x):\n while x:\n{indent(indent(body))}", "w", "exec")
    return [w.lineno for w in caught]


for a, b, c in itertools.product(BODIES, repeat=3):
    print(
        "|".join((a, b, c)),
        warned(finally_(finally_(a, b), "1[0.5]\n" + c)),
        warned(finally_(a, finally_(b, "1[0.5]\n" + c))),
        warned(finally_(finally_(a, b) + c, "1[0.5]")),
        warned(finally_(finally_(finally_(a, b), c), "1[0.5]")),
        warned(finally_(f"try:\n{indent(a)}except E:\n{indent(b)}", "1[0.5]\n" + c)),
        warned(f"with x:\n{indent(finally_(a, b))}{indent(c)}"),
    )
