# All combinations of body outcome, handler outcome and finally.
def run(body, handler, fin):
    log = []
    def go():
        try:
            try:
                log.append("body")
                if body == "raise": raise ValueError("body")
                if body == "return": return "from body"
            except ValueError:
                log.append("handler")
                if handler == "raise": raise KeyError("handler")
                if handler == "return": return "from handler"
                if handler == "reraise": raise
            else:
                log.append("else")
                if handler == "raise": raise KeyError("else")
            finally:
                log.append("finally")
                if fin == "raise": raise OSError("finally")
        finally: log.append("outer")
        return "end"
    try: r = go()
    except Exception as e:
        r, c = repr(e), e.__context__
        while c: r += f" <- {c!r}"; c = c.__context__
    print(body, handler, fin, log, r)
for body in ("ok", "raise", "return"):
    for handler in ("ok", "raise", "return", "reraise"):
        for fin in ("ok", "raise"): run(body, handler, fin)
