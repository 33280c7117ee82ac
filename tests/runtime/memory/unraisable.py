# For a build with sanitizers, which can make any request for memory fail: a finalizer raises, and each of the
# requests fails in turn that are made while this is told. What is told is true.
import gc
import sys


class File:
    def write(self, text):
        self.text += text
        return len(text)

    def flush(self):
        pass


class Raises:
    def __del__(self):
        raise ValueError('v' * 700)


def tell(failing):
    doomed = Raises()
    file = File()
    file.text = ''
    stderr, sys.stderr = sys.stderr, file
    gc._set_nomemory(failing, failing + 1)
    del doomed
    requests = gc._set_nomemory(0, 0)
    sys.stderr = stderr
    return file.text, requests


failing = requests = 0
while failing <= requests:
    text, requests = tell(failing)
    if 'ValueError: vv' not in text and 'MemoryError' not in text or 'SystemError' in text:
        print(failing, text)
    failing += 1
print('end', failing > 20)
