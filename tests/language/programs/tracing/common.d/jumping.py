# What a debugger's jump does: f_lineno is set while a function runs.
import sys

log = []  # what the function says, and what became of the jump


def jump(func, when, line, nth=1, code=None, opcodes=False, follow=False):
    """Calls func and sets f_lineno to `line` at the nth event `when`: (event, line or None).

    The frame is that of func, or else of `code`, and lines count from its first. After the jump, `follow` logs
    the lines that are reached. Returns how often the event came, and what func gave or raised.
    """
    code = code or func.__code__
    base = code.co_firstlineno
    count = 0

    def tracer(frame, event, arg):
        nonlocal count
        if frame.f_code is not code:
            return None
        frame.f_trace_opcodes = opcodes
        if event == when[0] and (when[1] is None or frame.f_lineno == base + when[1]):
            count += 1
            if count == nth:
                try:
                    frame.f_lineno = line if not isinstance(line, int) else base + line
                    log.append(f'jumped to {frame.f_lineno - base}')
                except BaseException as e:
                    log.append(f'{type(e).__name__}: {e}')
        elif follow and event == 'line' and count and len(log) < 30:
            log.append(frame.f_lineno - base)
        return tracer

    del log[:]
    sys.settrace(tracer)
    try:
        r = func()
        r = list(r) if hasattr(r, '__next__') else r
    except BaseException as e:
        r = f'{type(e).__name__}: {e}'
    finally:
        sys.settrace(None)
    return count, r
