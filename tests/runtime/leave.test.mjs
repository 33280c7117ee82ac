// Leaving to the host and coming back: the whole language suite with the loop leaving at every check, where
// programs can wait without blocking the host, and what an interrupt reaches. No test waits for a length of
// time: programs sleep for a millisecond, or for ever.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { Krait } from '../../js/index.mjs';
import { Interpreter } from '../../js/interpreter.mjs';
import { MemoryFiles } from '../../js/memory-files.mjs';
import { NodeFiles } from '../../js/node-files.mjs';
import { readOnly } from '../../js/read-only.mjs';
import { Input, Output } from '../../js/streams.mjs';
import { System } from '../../js/system.mjs';
import { testPrograms } from '../lib/compare.mjs';
import { keepInterrupting, kraitCommand, startCommand } from '../lib/krait.mjs';
import { temporaryFolder } from '../lib/suite.mjs';

const library = new URL('../../dist/lib/python3.14', import.meta.url).pathname;
const module = new WebAssembly.Module(
  readFileSync(new URL('../../dist/krait.wasm', import.meta.url)),
);

/** Runs a program in an interpreter of its own whose leaves are counted. */
async function countLeaves(source, sliceMs, hooks = {}) {
  let out = '';
  let leaves = 0;
  const files = new MemoryFiles();
  for (const directory of ['/lib', '/home', '/tmp']) files.makeDirectory(directory);
  const system = new System({
    root: files,
    mounts: { '/lib/python3.14': readOnly(new NodeFiles(library)) },
    cwd: '/home',
    env: {},
    streams: [new Input(''), new Output(1, (text) => (out += text)), new Output(2, (text) => (out += text))],
  }); // prettier-ignore
  const interpreter = new Interpreter(module, system, {
    sliceMs,
    pause: () => void leaves++,
    sleep: () => void leaves++,
    ...(hooks.stuck && {
      stuck: () => hooks.stuck(interpreter, out),
      sleepSync: () => false, // so that an engine that can put a stack aside does not
    }),
    library: '/lib/python3.14',
  });
  await interpreter.embed([]);
  leaves = 0;
  const status = await interpreter.run(source, 'prog.py');
  return { out, leaves, status, error: interpreter.errorText(false) };
}

describe('the mode that leaves at every check', () => {
  test('leaves at each call, each turn of a loop, each item of a loop in C', async () => {
    const loop = (n) => `for i in range(${n}): pass\n`;
    const few = await countLeaves(loop(10), -1);
    const more = await countLeaves(loop(1010), -1);
    assert.equal(more.leaves - few.leaves, 1000);
    const call = (n) => `def f(): pass\n${'f()\n'.repeat(n)}`;
    assert.equal(
      (await countLeaves(call(110), -1)).leaves - (await countLeaves(call(10), -1)).leaves,
      100,
    );
    const sum = (n) => `print(sum(iter(range(${n}))))`;
    const items =
      (await countLeaves(sum(1100), -1)).leaves - (await countLeaves(sum(100), -1)).leaves;
    assert.equal(items, 1000);
  });
  test('otherwise it leaves when a slice is over, or never', async () => {
    const never = await countLeaves('for i in range(100_000): pass', 0);
    assert.equal(never.leaves, 0);
    const seldom = await countLeaves('for i in range(1000): pass\nprint(i)', 1e9);
    assert.deepEqual(seldom, { out: '999\n', leaves: 0, status: 0, error: '' });
  });
  test('a deep recursion is left and resumed', async () => {
    const program = `
import sys
sys.setrecursionlimit(60_000)
def depth(n): return n and 1 + depth(n - 1)
print(depth(50_000))`;
    assert.equal((await countLeaves(program, -1)).out, '50000\n');
  });
});

// ---- where a program can wait --------------------------------------------------------------------------------

/** A package's interpreter: it has no synchronous way to wait, as a page's main thread has none. */
async function run(source, options = {}) {
  let out = '';
  const add = (text) => void (out += text);
  const py = await Krait.create({ stdout: add, ...options });
  try {
    await py.run(
      `import sys, time\ndef wait(x=None):\n    time.sleep(0.001)\n    return x\n${source}`,
    );
    return out;
  } catch (error) {
    return `${out}${error.message}`;
  } finally {
    await py.dispose();
  }
}
/** Programs by title, "# --- title" before each. */
const parts = (name) =>
  readFileSync(new URL(`leave/${name}.py`, import.meta.url), 'utf8')
    .split(/^# --- /m)
    .slice(1)
    .map((part) => {
      const end = part.indexOf('\n');
      return [part.slice(0, end), part.slice(end + 1)];
    });
const refused = /^[^]*RuntimeError: cannot wait here|cannot be waited for here/;

describe('a sleep leaves to the host inside', () => {
  for (const [title, source] of parts('waits')) {
    test(title, async () => {
      const text = await run(source);
      assert.doesNotMatch(text, refused);
      assert.match(text, /ok\n$/);
    });
  }
});

/** An engine that can put a WebAssembly stack aside (JSPI) waits here, too. */
const suspends = 'Suspending' in WebAssembly;
describe(`a sleep is ${suspends ? 'waited for' : 'refused, not skipped,'} inside`, () => {
  for (const [title, source] of parts('nested')) {
    test(title, async () => {
      const text = await run(source);
      if (suspends) assert.doesNotMatch(text, /Error/);
      else assert.match(text, refused);
    });
  }
});

describe('reading standard input leaves to the host', () => {
  const answer = (...lines) => {
    const left = [...lines];
    return { stdin: () => new Promise((resolve) => setImmediate(() => resolve(left.shift()))) };
  };
  const cases = {
    'input(), lines in pieces': ['print([input(), input(), input()])', ['a\nb', 'b\nc', '\n'], "['a', 'bb', 'c']\n"],
    'input() at the end': ['print(input())\ninput()', ['a'], 'a\nEOFError: EOF when reading a line'],
    'for line in sys.stdin': ['for line in sys.stdin: print([line])', ['a\nb\n', 'c'], "['a\\n']\n['b\\n']\n['c']\n"],
    'readlines()': ['print(sys.stdin.readlines())', ['a\n', 'b\n'], "['a\\n', 'b\\n']\n"],
    'list(sys.stdin)': ['print(list(sys.stdin))', ['a\n', 'b\n'], "['a\\n', 'b\\n']\n"],
    'read()': ['print([sys.stdin.read()])', ['a\n', 'b'], "['a\\nb']\n"],
    'read(n)': ['print([sys.stdin.read(2), sys.stdin.read(1), sys.stdin.read(5)])', ['ä', 'b', 'c'], "['äb', 'c', '']\n"],
    'readline(n)': ['print([sys.stdin.readline(2), sys.stdin.readline()])', ['abc', 'd\n'], "['ab', 'cd\\n']\n"],
    'the buffer': ['b = sys.stdin.buffer\nprint(b.readline(), b.read(2), b.read())', ['a\nb', 'cd', 'e'], "b'a\\n' b'bc' b'de'\n"],
    'inside a comprehension, a generator, __init__': [
      'class A:\n    def __init__(self): self.x = input()\nprint([input() for i in "ab"], list(input() for i in "ab"), A().x)',
      ['1\n', '2\n', '3\n4\n', '5\n'], "['1', '2'] ['3', '4'] 5\n",
    ],
    'after the end, more': ['print([sys.stdin.read(), sys.stdin.read()])', ['a', null, 'b', null], "['a', 'b']\n"],
  }; // prettier-ignore
  for (const [title, [source, lines, expected]] of Object.entries(cases))
    test(title, async () => assert.equal(await run(source, answer(...lines)), expected));
});

// ---- interrupts -----------------------------------------------------------------------------------------------

/** Runs a program that prints "go" and then goes on for ever; interrupts it there. */
async function interrupt(source, options = {}) {
  let out = '';
  const py = await Krait.create({
    env: { PYTHONUNBUFFERED: '1' },
    stdin: () => new Promise(() => {}),
    stdout(text) {
      out += text;
      if (text.includes('go')) setImmediate(() => py.interrupt());
    },
    ...options,
  });
  const error = await py.run(source).catch((error) => error);
  await py.run('print("still here")');
  await py.dispose();
  assert.match(out, /still here\n$/);
  return { out, error };
}

describe('an interrupt reaches', () => {
  const head = 'import time, itertools, collections, functools\nprint("go")\n';
  const endless = {
    'while True: pass': 'while True: pass',
    'a for loop': 'for i in range(10**15): pass',
    'recursion': 'def f(n):\n    return n and f(n - 1)\nwhile True: f(100)',
    'a comprehension': '[i for i in range(10**15) if i < 0]',
    'a generator': 'list(i for i in range(10**15) if i < 0)',
    'a sleep': 'time.sleep(10**6)',
    'input()': 'input()',
    'sum over an iterator in C': 'sum(itertools.repeat(0))',
    'sum over a range': 'sum(range(10**12))',
    'any, all': 'any(itertools.repeat(0)) or all(itertools.repeat(1))',
    'min, max': 'max(itertools.repeat(1))',
    'a deque that keeps nothing': 'collections.deque(itertools.count(), maxlen=0)',
    'deque.extend': 'collections.deque(maxlen=1).extend(itertools.count())',
    'set()': 'set(itertools.repeat(1))',
    'set.update': 'set().update(itertools.repeat(1))',
    'frozenset()': 'frozenset(itertools.cycle([1, 2]))',
    'dict()': 'dict(itertools.repeat((1, 2)))',
    'filter': 'next(filter(lambda x: False, itertools.count()))',
    'filter(None)': 'list(filter(None, itertools.repeat(0)))',
    'map of a function in C': 'collections.deque(map(abs, itertools.count()), maxlen=0)',
    'zip, enumerate': 'collections.deque(zip(enumerate(itertools.count()), itertools.count()), maxlen=0)',
    'islice, skipping': 'next(itertools.islice(itertools.count(), 10**9, None))',
    'dropwhile': 'next(itertools.dropwhile(bool, itertools.count(1)))',
    'reduce': 'functools.reduce(max, itertools.repeat(1))',
    'in': '1 in itertools.repeat(2)',
    'a sort key': 'sorted([1, 2], key=lambda x: time.sleep(10**6))',
    'a module being imported':
      'import sys\nopen("slow_module.py", "w").write("while True: pass")\nsys.path.insert(0, "")\nimport slow_module',
    'a class body': 'class A:\n    while True: pass',
    'exec': 'exec("while True: pass")',
    '__init__': 'class A:\n    def __init__(self):\n        while True: pass\nA()',
    'a with block': 'class A:\n    def __enter__(self):\n        time.sleep(10**6)\n    def __exit__(self, *a): pass\nwith A(): pass',
    'asyncio': 'import asyncio\nasync def main():\n    await asyncio.sleep(10**6)\nasyncio.run(main())',
    'a coroutine that computes':
      'import asyncio\nasync def main():\n    while True: pass\nasyncio.run(main())',
  }; // prettier-ignore
  for (const [title, source] of Object.entries(endless)) {
    test(title, async () => {
      const { error } = await interrupt(head + source);
      assert.match(String(error.message), /^KeyboardInterrupt/);
    });
  }
  test('the handler that the program set, and the wait goes on', async () => {
    const { out, error } = await interrupt(`
import signal, time
count = 0
def handler(number, frame):
    global count
    count += 1
    print('handled', number, 'go' if count < 3 else '')
    if count == 3: raise ValueError('enough')
signal.signal(signal.SIGINT, handler)
try:
    print('go')
    time.sleep(10**6)
finally:
    signal.signal(signal.SIGINT, signal.default_int_handler)
`);
    assert.equal(error.message, 'ValueError: enough');
    assert.equal(out, 'go\nhandled 2 go\nhandled 2 go\nhandled 2 \nstill here\n');
  });
  test('a with statement: __exit__ runs', async () => {
    const { out } = await interrupt(`
import contextlib
@contextlib.contextmanager
def block():
    try: yield
    finally: print('cleaned up')
with block():
    print('go')
    while True: pass
`);
    assert.equal(out, 'go\ncleaned up\nstill here\n');
  });
});

describe('a computation in C that calls nothing looks at interrupts:', () => {
  const computations = {
    'a power': '3 ** 3_000_000',
    'a product': 'x * x * x * x',
    'a quotient': 'x // y',
    'a power modulo': 'pow(3, 2 ** 100_000, 2 ** 40_000 + 1)',
    'the text of an int': 'str(x)',
    'the int of a text': 'int("7" * 300_000)',
    'a factorial': 'math.factorial(200_000)',
    'a greatest common divisor': 'math.gcd(x, y)',
    'a square root': 'math.isqrt(x)',
    'a sort': 'l.sort()',
    'a sort of tuples': 'm.sort()',
    'a regular expression': 're.match("(a*)*b", "a" * 40)',
  }; // prettier-ignore
  for (const [title, source] of Object.entries(computations)) {
    test(title, async () => {
      let stuck = false;
      const { error } = await countLeaves(
        `
import math, random, re, sys
sys.set_int_max_str_digits(0)
x, y = 3 ** 400_000, 7 ** 100_000
l = [random.random() for _ in range(300_000)]
m = [(0, v) for v in map(str, l)]
print('go')
sys.stdout.flush()
${source}`,
        1,
        {
          stuck(interpreter, out) {
            if (!stuck && out.includes('go')) interpreter.interrupt();
            stuck ||= out.includes('go');
          },
        },
      );
      assert.match(error, /^KeyboardInterrupt/);
      assert(stuck);
    });
  }
});

describe('Ctrl-C arrives inside C code which cannot be left', () => {
  // A pipe that nobody writes to; those of Node.js are sockets.
  const fifo = join(temporaryFolder(), 'fifo');
  spawnSync('mkfifo', [fifo]);
  const input = openSync(fifo, 'r+');
  const sort = (body) =>
    `import time\nclass A:\n    def __lt__(self, other):\n        ${body}\nsorted([A(), A()])`;
  for (const [name, action] of Object.entries({
    'a loop in a comparison': sort('while True: pass'),
    'sleep in a comparison': sort('time.sleep(1000)'),
    'input in a comparison': sort('input()'),
    'input from a pipe': 'input()',
    'a lock in a comparison': sort(
      'import threading; t = threading.Thread(target=time.sleep, args=[1000], daemon=True); t.start(); t.join()',
    ),
    'a regular expression': 'import re; re.match("(a+)+b", "a" * 50)',
    'a power': '10 ** 10 ** 8',
    'a deque of a range': 'import collections; collections.deque(range(10**12), 0)',
    compress: 'from itertools import *; next(compress(count(), repeat(0)))',
    'chain of nothing': 'from itertools import *; next(chain.from_iterable(repeat(())))',
    'a search in a range': '0.5 in range(10**12)',
  })) {
    test(name, async () => {
      const program = `import signal, sys, time
def once(*args):
    global once
    if once:
        once = None
        raise KeyboardInterrupt
signal.signal(signal.SIGINT, lambda *args: once and once())
try:
    time.sleep(0.001)
    print('go', flush=True)
    exec(${JSON.stringify(action)})
except KeyboardInterrupt:
    print('caught', flush=True)
    sys.stdin = None
`;
      const { child, ended } = startCommand(['-c', program], { command: kraitCommand(''), input });
      keepInterrupting(child, 'caught');
      const { stdout, stderr, status } = await ended;
      assert.equal(stdout, 'go\ncaught\n', `${status} ${stderr}`);
      assert.equal(status, 0);
    });
  }
});

// ---- the language suite ---------------------------------------------------------------------------------------

describe('leaving at every check changes nothing', async () => {
  const programs = new URL('../language/programs', import.meta.url).pathname;
  await testPrograms(test, programs, { env: { KRAIT_SLICE_MS: '-1' } });
});
