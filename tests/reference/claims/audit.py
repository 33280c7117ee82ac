# Document 000, "Interpreter Hooks (Auditing & Debugging)": audit events.
import os
import sys
from claim import claim, here, raises

with open("out.txt", "w") as f:
    f.write("text")
events = []
recording = False
sys.addaudithook(lambda event, args: events.append((event, args)) if recording else None)


def audited(function, *args):
    global recording
    events.clear()
    recording = True
    try:
        function(*args)
    except ImportError:
        pass
    finally:
        recording = False
    return [event for event, args in events]


code = compile("1 + 1", "<audit>", "eval")
claim("audit: compile", audited(compile, "2", "<audit>", "eval") == ["compile"] and events[0][1][1] == "<audit>")
claim("audit: exec", audited(eval, code) == ["exec"] and events[0][1] == (code,))
claim("audit: open", "open" in audited(open, "out.txt") and events[0][1][:2] == ("out.txt", "r"))
claim("audit: import", "import" in audited(__import__, "nowhere_at_all") and events[0][1][0] == "nowhere_at_all")
claim("audit: sys._getframe", audited(sys._getframe) == ["sys._getframe"])
claim("audit: sys.settrace and setprofile", audited(sys.settrace, None) + audited(sys.setprofile, None) == ["sys.settrace", "sys.setprofile"])
claim("audit: id", audited(id, events) == ["builtins.id"] and events[0][1] == (id(events),))
claim("audit: an event of the program's own", audited(sys.audit, "mine.event", 1, "two") == ["mine.event"] and events[0][1] == (1, "two"))
claim("audit: os.listdir, os.remove", audited(os.listdir, ".")[:1] + audited(os.remove, "out.txt") == ["os.listdir", "os.remove"])
forbidden = True


def forbid(event, args):
    if event == "mine.event" and forbidden:
        raise RuntimeError("not allowed")


sys.addaudithook(forbid)
claim("a hook's error ends what it was called for", raises(RuntimeError, sys.audit, "mine.event") == "not allowed")
forbidden = False
