# Local trace functions: switching off, returning None, setting f_lineno, opcodes, errors in the tracer.
import sys
def target():
    a = 1
    b = 2
    c = 3
    return a, b, c
seen = []
def only_two(frame, event, arg):
    if frame.f_code is not target.__code__: return
    seen.append((event, frame.f_lineno - target.__code__.co_firstlineno))
    if len(seen) == 3: frame.f_trace = None
    return only_two
sys.settrace(only_two); target(); sys.settrace(None)
print(seen); seen.clear()
def jump(frame, event, arg):
    if frame.f_code is not target.__code__: return
    rel = frame.f_lineno - target.__code__.co_firstlineno
    if event == "line" and rel == 2 and not seen:
        seen.append("jumped"); frame.f_lineno += 2
        frame.f_locals["b"] = "set by tracer"
    return jump
sys.settrace(jump)
try: print(target())
except UnboundLocalError as e: print(e)
sys.settrace(None)
print(seen); seen.clear()
def bad(frame, event, arg):
    if frame.f_code is target.__code__: raise ValueError("tracer failed")
sys.settrace(bad)
try: target()
except ValueError as e: print(e, sys.gettrace())
def ops(frame, event, arg):
    if frame.f_code is not target.__code__: return
    frame.f_trace_opcodes = True; frame.f_trace_lines = False
    seen.append(event)
    return ops
sys.settrace(ops); target(); sys.settrace(None)
print(seen.count("opcode") > 5, "line" in seen, seen[0], seen[-1]); seen.clear()
def modify(frame, event, arg):
    if frame.f_code is target.__code__ and event == "line" and frame.f_lineno == target.__code__.co_firstlineno + 4:
        frame.f_locals["a"] = "traced"
    return modify
sys.settrace(modify); print(target()); sys.settrace(None)
for code in ("sys._getframe().f_lineno = 5", "sys._getframe().f_trace = 5", "sys.settrace()", "sys._getframe().f_trace_lines = 5"):
    try: exec(code); print(code, "ok")
    except Exception as e: print(code, type(e).__name__, e)
calls = []
def prof(frame, event, arg): calls.append((event, frame.f_code.co_name if event in ("call", "return") else arg.__name__))
def inner(): return len("abc")
sys.setprofile(prof); inner(); sys.setprofile(None)
print([c for c in calls if c[1] in ("inner", "len")], sys.getprofile(), sys.gettrace())
def raising(): raise KeyError
calls.clear(); sys.setprofile(prof)
try: raising()
except KeyError: pass
sys.setprofile(None); print([c for c in calls if c[1] == "raising"])
