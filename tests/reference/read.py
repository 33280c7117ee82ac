"""Reads blocks as a person at the prompt does: one statement after the other in __main__. The value of each
expression is shown with the line it stands on, None too, but is not kept as `_`, which would be one more
reference. Arguments: names of files, and "=CODE" for what the reader adds; each is a section of the output."""

import ast
import sys
import traceback


def is_print(expression):
    return isinstance(expression, ast.Call) and ast.unparse(expression.func) == "print"


def run(source, name):
    for statement in ast.parse(source, name).body:
        line = statement.lineno if name else "+"
        try:
            if isinstance(statement, ast.Expr) and not is_print(statement.value):
                value = eval(compile(ast.Expression(statement.value), name, "eval"), space)
                print(f"{line}: {value!r}")
                del value
            else:
                exec(compile(ast.Module([statement], []), name, "exec"), space)
        except BaseException as error:
            print(f"{line}: {''.join(traceback.format_exception_only(error)).strip()}")
            if isinstance(error, SystemExit):
                return


space = sys.modules["__main__"].__dict__
for argument in sys.argv[1:]:
    print(f"-- {argument}")
    if argument.startswith("="):
        run(argument[1:], "")
    else:
        with open(argument, encoding="utf-8") as file:
            text = file.read()
        run(text, argument)
