# Tracing that comes and goes while a program runs. Every call of the program's tick() may begin or end it, or
# change what is traced of the frames that run at that moment; the trace functions look at frames. All is drawn
# from a seed, and what was seen is printed.
import sys
import random
import binascii
import dis
import inspect

monitoring = sys.monitoring
tool, other = monitoring.DEBUGGER_ID, monitoring.COVERAGE_ID
E = monitoring.events
local_events = [E.LINE, E.PY_START, E.PY_RETURN, E.PY_YIELD, E.PY_RESUME, E.CALL, E.JUMP, E.BRANCH_LEFT, E.BRANCH_RIGHT,
                E.INSTRUCTION, E.STOP_ITERATION]
global_events = [E.RAISE, E.EXCEPTION_HANDLED, E.PY_UNWIND, E.PY_THROW, E.RERAISE, E.C_RETURN | E.C_RAISE | E.CALL]
names = {getattr(E, n): n for n in dir(E) if n.isupper() and n != 'NO_EVENTS'}


def prepare(code):
    """Keeps a defect of CPython 3.14 out of what is compared (others: trace(), with_start()). A second tool that comes
    while a first is told of instructions, be it sys.settrace, has CPython make the table of who is told of which
    instruction, empty: the first is told of none any more. So that there always is one, two tools have come before."""
    for t in (tool, other):
        monitoring.use_tool_id(t, 'prepare')
    codes = [code]
    for c in codes:
        codes += [k for k in c.co_consts if isinstance(k, type(code))]
        for events in (E.INSTRUCTION | E.LINE, 0):
            for t in (tool, other):
                monitoring.set_local_events(t, c, events)
    for t in (tool, other):
        monitoring.free_tool_id(t)


generators = inspect.CO_GENERATOR | inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR


class Watcher:
    def __init__(self, seed):
        self.r = random.Random(seed)
        self.events = 0
        self.digest = 0
        self.full = 'full' in sys.argv

    def begin(self, space):
        self.space = space
        self.tick = space['tick']
        self.file = space['show'].__code__.co_filename
        space['tick'] = self.on_tick
        if self.r.random() < 0.5:
            self.trace()

    def end(self):
        sys.settrace(None)
        if monitoring.get_tool(tool):
            monitoring.set_events(tool, 0)
            for code in self.watched:
                monitoring.set_local_events(tool, code, 0)
            for event in names:
                monitoring.register_callback(tool, event, None)
            monitoring.free_tool_id(tool)
        if self.events >= 0:
            print('watched', self.events, self.digest)
            self.events = -1

    def saw(self, *what):
        self.events += 1
        text = repr(what)
        self.digest = binascii.crc32(text.encode('utf-8', 'surrogatepass'), self.digest)
        if self.full:
            print('   ', text)

    def did(self, *what):
        """For who looks into a difference."""
        if self.full:
            print('   ', *what)

    def ours(self, code):
        return code.co_filename.startswith('p') and code.co_filename[1:-3].isdigit()

    # --- moments -----------------------------------------------------------------------------------------
    def on_tick(self):
        r = self.r
        frame = sys._getframe(1)
        while not self.ours(frame.f_code) and frame.f_back:
            frame = frame.f_back
        k = r.randrange(24)
        self.did('tick', k)
        if k < 3:
            self.trace()
        elif k < 5:
            sys.settrace(None)
        elif k == 5:
            while frame:
                if self.ours(frame.f_code):
                    frame.f_trace = self.on_event
                frame = frame.f_back
        elif k == 6:
            frame.f_trace = None
        elif k == 7:
            frame.f_trace_opcodes = not frame.f_trace_opcodes
        elif k == 8:
            frame.f_trace_lines = not frame.f_trace_lines
        elif k == 9:
            sys.setprofile(self.on_profile if r.random() < 0.7 else None)
        elif k == 10:
            sys.setprofile(None)
        elif k < 14:
            self.monitor(frame)
        elif k == 14 and monitoring.get_tool(tool):
            monitoring.restart_events()
        elif k == 15 and monitoring.get_tool(tool):
            monitoring.set_events(tool, 0)
        elif k == 16:
            self.look(frame)
        del frame
        self.tick()

    def look(self, frame):
        """What a debugger asks a frame."""
        values = frame.f_locals
        self.saw('look', frame.f_code.co_name, frame.f_lineno, frame.f_lasti,
                 [(n, type(v).__name__) for n, v in values.items() if not n.startswith('__')] if frame.f_code.co_name != '<module>' else '')
        k = self.r.randrange(8)
        own = [n for n in frame.f_code.co_varnames[:9] if n[0] in 'abcdeh' and n[1:].isdigit() and n in values]
        if own and k == 0:
            values[own[0]] = 5
        elif own and k == 1:
            values['extra'] = own
        elif k == 2:
            back = frame.f_back
            self.saw(back.f_code.co_name, back.f_lineno)
        elif k == 3:
            try:
                frame.clear()
            except RuntimeError as e:
                self.saw(str(e))
        elif k == 4:
            self.saw(list(frame.f_code.co_positions())[frame.f_lasti // 2])

    # --- sys.settrace, sys.setprofile ---------------------------------------------------------------------
    def trace(self):
        """Where an instruction runs while nobody traces, CPython forgets that opcodes are to be told of."""
        sys.settrace(self.on_event)
        for wanted in False, True:  # what one frame wants counts for all of its code
            frame = sys._getframe(1)
            while frame:
                if frame.f_trace_opcodes == wanted:
                    frame.f_trace_opcodes = wanted
                frame = frame.f_back

    def on_event(self, frame, event, arg):
        if not self.ours(frame.f_code):
            return None
        self.saw(event, frame.f_code.co_name, frame.f_lineno, frame.f_lasti,
                 type(arg).__name__ if event != 'exception' else (arg[0].__name__, type(arg[2]).__name__))
        k = self.r.randrange(200)
        if k < 10:
            self.did('event', k)
        if k < 4:
            self.look(frame)
        elif k == 4:
            return None
        elif k == 5 and not (event == 'line' and self.has_instructions(frame.f_code)):
            sys.settrace(None)
        elif k == 6:
            frame.f_trace_opcodes = True
        elif k == 7:
            frame.f_trace_opcodes = False
        elif k == 8:
            self.trace()
        elif k == 9 and event == 'line':
            line = frame.f_lineno + self.r.choice([-1, 0, 1])
            if frame.f_code.co_flags & generators and line == frame.f_code.co_firstlineno:
                return self.on_event  # CPython jumps to RETURN_GENERATOR, and crashes
            try:
                frame.f_lineno = line
            except ValueError as e:
                self.saw(str(e))
        return self.on_event

    def on_profile(self, frame, event, arg):
        if self.ours(frame.f_code):
            self.saw('profile', event, frame.f_code.co_name, frame.f_lineno, getattr(arg, '__name__', None) if event[0] == 'c' else type(arg).__name__)
        else:
            self.did('profile', event, frame.f_code.co_name, frame.f_lineno, getattr(arg, '__name__', None))
        # not in the library: where an import looks is the platform's
        near = self.ours(frame.f_code) or frame.f_code.co_filename.endswith(('prelude.py', 'watch.py'))
        if near and self.r.randrange(300) == 0:
            sys.setprofile(None)

    # --- sys.monitoring -------------------------------------------------------------------------------------
    watched = ()

    def monitor(self, frame):
        if not monitoring.get_tool(tool):
            monitoring.use_tool_id(tool, 'watch')
            self.watched = []
            for event in names:
                monitoring.register_callback(tool, event, self.callback(event))
        r = self.r
        if r.random() < 0.5:
            code = frame.f_code
            self.watched.append(code)
            events = self.with_start(sum({r.choice(local_events) for _ in range(r.randrange(4))}))
            self.did('local', code.co_name, events)
            monitoring.set_local_events(tool, code, events)
        else:
            events = 0
            for _ in range(r.randrange(4)):
                events |= r.choice(local_events + global_events)
            events = self.with_start(events)
            self.did('global', events)
            monitoring.set_events(tool, events)

    @staticmethod
    def has_instructions(code):
        """Where the last who is told of lines ends that in being told of one, CPython does not tell of that
        instruction."""
        return (monitoring.get_events(tool) | monitoring.get_local_events(tool, code)) & E.INSTRUCTION

    @staticmethod
    def with_start(events):
        """The line of a function that stands on one line is not told of in CPython, but to who asks for PY_START."""
        return events | E.PY_START if events & E.LINE else events

    def callback(self, event):
        name = names[event]

        def call(code, *args):
            if not self.ours(code):
                return None
            if event == E.STOP_ITERATION and dis.opname[code.co_code[args[0]]] in ('END_FOR', 'FOR_ITER'):
                return None  # told in CPython once the instruction is specialized
            self.saw(name, code.co_name, *[a if isinstance(a, int) else getattr(a, '__name__', type(a).__name__) for a in args])
            k = self.r.randrange(60)
            if k < 6 and event in local_events and not (event == E.LINE and self.has_instructions(code)):
                self.did('disable')
                return monitoring.DISABLE
            if k == 6:
                self.did('none')
                monitoring.set_events(tool, 0)
            if k == 7:
                self.look(sys._getframe(1))
        return call
