for spec in ["", "s", "10", "<10", ">10", "^10", "*^10", ".2", ".0", "10.2", "_<5", "é^7", "😀>6", "05", "<05", "0", ">010", "\n<4", "{<5" if 0 else "}<5", "^0", "1", "10s", ".1s", "=<9", "<=9" if 0 else "<<9", "   <8" if 0 else " <8"]:
    try: print(repr(spec), repr(format("abc", spec)), repr(format("", spec)), repr(format("é😀", spec)))
    except ValueError as e: print(repr(spec), e)
for spec in ["d", "x", "+", "-", " ", "=10", ",", "_", "#", "z", ".", ".a", "10.", "q", "ss", "<<<", "5 ", "0=5", "1e5", ".2.3", "99999999999999999999", "s10", "!r"]:
    try: print(repr(spec), repr(format("abc", spec)))
    except ValueError as e: print(repr(spec), e)
class S(str):
    def __format__(self, spec): return "S:" + super().__format__(spec)
print(f"{S('q'):>3} {S('q')!s:>3} {S('q')}", "{:<3}|".format(S("z")), format(S("x")), "%5s" % S("w"))
