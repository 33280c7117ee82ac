"""Runs one of CPython's own test suites, in whatever interpreter runs this file, and writes what became of
each method as one line of JSON: {"id", "outcome", "detail"}. run.mjs starts it and reads that.

The argument is JSON: library (the folder that is the package `test`), suite, results (a file), skip (ids
that were seen to end before), only (a regular expression), processes (see processes.py).
"""

import importlib.util
import json
import os
import platform
import re
import sys
import traceback
import unittest
from time import time

config = json.loads(sys.argv[1])
sys.argv[1:] = []
sys.dont_write_bytecode = True
out = os.open(config['results'], os.O_WRONLY | os.O_CREAT | os.O_APPEND)


def say(name, outcome, detail=''):
    at = time()
    line = json.dumps({'id': name, 'outcome': outcome, 'detail': detail, 'at': at})
    os.write(out, line.encode() + b'\n')


def name_of(test):
    """suite.Class.method; of a subtest, its method; of a fixture that failed, suite.Class.setUpClass."""
    name = getattr(test, 'test_case', test).id()
    if fixture := re.fullmatch(r'(\w+) \((.*)\)', name):
        name = f'{fixture[2]}.{fixture[1]}'
    return name.removeprefix('test.')


class Result(unittest.TestResult):
    def startTest(self, test):
        super().startTest(test)
        say(name_of(test), 'start')

    def _bad(self, test, outcome, err):
        lines = traceback.format_exception(*err)
        say(name_of(test), outcome, ''.join(lines)[-6000:])

    def addSuccess(self, test):
        say(name_of(test), 'pass')

    def addError(self, test, err):
        self._bad(test, 'error', err)

    def addFailure(self, test, err):
        self._bad(test, 'fail', err)

    def addSubTest(self, test, subtest, err):
        if err is not None:
            kind = 'fail' if issubclass(err[0], test.failureException) else 'error'
            self._bad(test, kind, err)

    def addSkip(self, test, reason):
        say(name_of(test), 'skip', reason)

    def addExpectedFailure(self, test, err):
        say(name_of(test), 'pass')

    def addUnexpectedSuccess(self, test):
        say(name_of(test), 'fail', 'unexpected success')


def make_package():
    """`test` is that of the given library, also where the interpreter has one of its own."""
    spec = importlib.util.spec_from_file_location(
        'test',
        os.path.join(config['library'], '__init__.py'),
        submodule_search_locations=[config['library']],
    )
    sys.modules['test'] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(sys.modules['test'])


def can_start_thread():
    import threading

    try:
        thread = threading.Thread(target=int)
        thread.start()
        thread.join()
    except RuntimeError:
        return False
    return True


def flat(suite):
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            yield from flat(test)
        else:
            yield test


def filtered(suite):
    """The suite without what is not to run, its structure kept for the sake of class fixtures."""
    kept = type(suite)()
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            kept.addTest(filtered(test))
        elif name_of(test) not in config['skip'] and re.search(config['only'], name_of(test)):
            kept.addTest(test)
    return kept


# What is CPython's own detail is asked of everybody: Krait has most of it.
sys.implementation.name = 'cpython'
platform.python_implementation = lambda: 'CPython'
here = os.path.dirname(os.path.abspath(__file__))
sys.path.append(os.path.join(here, 'standins'))
make_package()
from test import support
from test.support import threading_helper

# These go by the platform's name.
support.has_socket_support = True
support.has_subprocess_support = True
threading_helper.can_start_thread = can_start_thread()
if config['processes']:
    sys.path.append(here)
    import processes

    sys.path.remove(here)
    processes.install(config['processes'])


def run(depth):
    """As deep as under CPython's own runner: some look at the length of tracebacks."""
    if depth:
        run(depth - 1)
    else:
        filtered(loaded).run(Result())


loaded = unittest.defaultTestLoader.loadTestsFromName('test.' + config['suite'])
run(10)
say('', 'end')
# A method that failed may have left threads that wait for ever.
os._exit(0)
