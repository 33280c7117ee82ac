"""Child processes for tests in an interpreter that cannot start any: run.mjs, which runs on the host, starts
them. A request is a file in a folder that both know, and so is its answer. A child is started when its
output or status is first asked for, and runs to its end before that is answered.
"""

import base64
import io
import itertools
import json
import os
import subprocess
import time

_numbers = itertools.count()
_sleep = time.sleep
_folder = None


def _ask(request):
    path = os.path.join(_folder, f'{next(_numbers)}')
    with open(path + '.part', 'w') as file:
        json.dump(request, file)
    os.rename(path + '.part', path + '.request')
    while not os.path.exists(path + '.answer'):
        _sleep(0.002)
    with open(path + '.answer') as file:
        return json.load(file)


def _text(value):
    return os.fsdecode(value)


class _Stdin(io.BytesIO):
    """Keeps what was written when it is closed."""

    def close(self):
        pass


class Popen:
    def __init__(
        self, args, bufsize=-1, executable=None, stdin=None, stdout=None, stderr=None, *,
        shell=False, cwd=None, env=None, universal_newlines=None, text=None, encoding=None,
        errors=None, **options,
    ):  # fmt: skip
        if shell or isinstance(args, (str, bytes)):
            raise NotImplementedError('no shell')
        self.args = args = list(args)
        self._program = _text(executable or args[0])
        self.pid = 2 + next(_numbers)
        self.returncode = None
        self._text = bool(universal_newlines or text or encoding or errors)
        self._encoding = encoding or 'utf-8'
        self._errors = errors or 'strict'
        self._targets = stdout, stderr
        self._cwd = cwd
        self._env = env
        self._input = _Stdin()
        self._files = None
        self.stdin = None
        if stdin == subprocess.PIPE:
            self.stdin = self._wrap(self._input)
        elif stdin not in (None, subprocess.DEVNULL):
            fd = stdin if isinstance(stdin, int) else stdin.fileno()
            with open(fd, 'rb', closefd=False) as file:
                self._input.write(file.read())

    def _wrap(self, raw):
        if not self._text:
            return raw
        return io.TextIOWrapper(raw, self._encoding, self._errors)

    def _run(self):
        if self._files is not None:
            return
        if self.stdin is not None:
            self.stdin.flush()
        out, err = self._targets
        env = os.environ if self._env is None else self._env
        answer = _ask({
            'program': self._program,
            'args': [_text(arg) for arg in self.args],
            'env': {_text(name): _text(value) for name, value in env.items()},
            'cwd': _text(self._cwd or os.getcwd()),
            'input': base64.b64encode(self._input.getvalue()).decode(),
            'merge': err == subprocess.STDOUT,
        })
        if 'error' in answer:
            raise FileNotFoundError(2, answer['error'], self.args[0])
        files = []
        for name, target in ('stdout', out), ('stderr', err):
            data = base64.b64decode(answer[name])
            if target == subprocess.PIPE:
                files.append(self._wrap(io.BytesIO(data)))
                continue
            files.append(None)
            if target is None and data:
                os.write(1 if name == 'stdout' else 2, data)
            elif target not in (None, subprocess.DEVNULL, subprocess.STDOUT):
                os.write(target if isinstance(target, int) else target.fileno(), data)
        self._files = files
        self.returncode = answer['status']

    @property
    def stdout(self):
        self._run()
        return self._files[0]

    @property
    def stderr(self):
        self._run()
        return self._files[1]

    def communicate(self, input=None, timeout=None):
        if input:
            self.stdin.write(input)
        self._run()
        return tuple(file and file.read() for file in self._files)

    def wait(self, timeout=None):
        self._run()
        return self.returncode

    poll = wait

    def kill(self):
        self._run()

    terminate = kill

    def send_signal(self, signal):
        raise NotImplementedError('signals to processes')

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self._run()


def install(folder):
    global _folder
    _folder = folder
    subprocess.Popen = Popen
