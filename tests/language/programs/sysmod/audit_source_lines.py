# A line of source that C shows in a traceback is read from its file, which audit hooks are told of and can refuse;
# a file that is not where its name says is looked for in sys.path.
import os
import sys

events = []
refuse = False


def hook(event, args):
    if event == 'open':
        events.append((os.path.basename(args[0]), *args[1:]))
        if refuse:
            raise PermissionError(args[0])


class A:
    def __del__(self):
        1 / 0


sys.addaudithook(hook)
for refuse in False, True:
    events.clear()
    A()
    print(events[:2])

refuse = False
for name in 'nowhere/' + os.path.basename(__file__), 'nowhere.py':
    events.clear()
    exec(compile('\n' * 20 + 'class B:\n    def __del__(self): 1 / 0\nB()', name, 'exec'))
    print(events[:2])
