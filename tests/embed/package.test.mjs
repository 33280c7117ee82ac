// The package: what an embedding program can pass in, get out, and stop.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Krait, PythonError } from '../../js/index.mjs';

/** An interpreter whose output is collected. */
async function create(options = {}) {
  const got = { out: '', err: '' };
  const py = await Krait.create({
    stdout: (text) => void (got.out += text),
    stderr: (text) => void (got.err += text),
    ...options,
  });
  return { py, got };
}

test('runs programs one after the other in one namespace', async () => {
  const { py, got } = await create();
  await py.run('x = 20');
  await py.run('print(x + 1, __name__)');
  await Promise.all([py.run('x = 1'), py.run('x += 1'), py.run('print(x)')]);
  await py.dispose();
  assert.equal(got.out, '21 __main__\n2\n');
  assert.equal(got.err, '');
});

test('output arrives as text, characters kept whole, or as bytes', async () => {
  const chunks = [];
  const { py, got } = await create({ stderr: { write: (bytes) => void chunks.push(...bytes) } });
  await py.run(`
import sys
sys.stdout.write('aä€😀' * 3000)
sys.stdout.flush()
sys.stderr.write('€')
sys.stderr.flush()
`);
  await py.dispose();
  assert.equal(got.out, 'aä€😀'.repeat(3000));
  assert.deepEqual(chunks, [0xe2, 0x82, 0xac]);
});

test('an exception rejects with its traceback, and the interpreter goes on', async () => {
  const { py, got } = await create();
  await assert.rejects(
    py.run('def f():\n    return 1 / 0\n\nf()\n', { filename: 'page.py' }),
    (error) => {
      assert(error instanceof PythonError);
      assert.equal(error.message, 'ZeroDivisionError: division by zero');
      assert.match(
        error.traceback,
        /^Traceback \(most recent call last\):\n {2}File "page.py", line 4, in <module>\n/,
      );
      assert.equal(error.status, 1);
      return true;
    },
  );
  await assert.rejects(py.run('a = = 1'), { message: 'SyntaxError: invalid syntax' });
  await py.run('print(f)');
  await py.dispose();
  assert.match(got.out, /^<function f at/);
});

test('SystemExit gives its status', async () => {
  const { py } = await create();
  await py.run('import sys; sys.exit()');
  await assert.rejects(py.run('import sys; sys.exit(7)'), { status: 7 });
  await py.run('print("still here")');
  await py.dispose();
});

test('standard input: text, a function, a promise', async () => {
  let { py, got } = await create({ stdin: 'one\ntwo' });
  await py.run('print([input(), input()])');
  await assert.rejects(py.run('input()'), { message: 'EOFError: EOF when reading a line' });
  await py.dispose();
  assert.equal(got.out, "['one', 'two']\n");

  const answers = ['first\n', 'sec', 'ond\n', null];
  ({ py, got } = await create({ stdin: () => answers.shift() }));
  await py.run('print([input(), input()])');
  await py.dispose();
  assert.equal(got.out, "['first', 'second']\n");

  ({ py, got } = await create({
    stdin: () => new Promise((resolve) => setImmediate(() => resolve('later\n'))),
  }));
  await py.run('print(input("? "))');
  await py.dispose();
  assert.equal(got.out, '? later\n');
});

test('files, arguments, environment', async () => {
  const { py, got } = await create({
    files: {
      '/data/a.txt': 'text',
      '/data/b.bin': new Uint8Array([0, 255]),
      'mod.py': 'value = 42',
    },
    args: ['-x', 'ü'],
    env: { COLOR: 'grün' },
    cwd: '/data',
  });
  await py.run(`
import os, sys
print(open('/data/a.txt').read(), open('b.bin', 'rb').read())
sys.path.insert(0, '/data')
import mod
print(mod.value, sys.argv[1:], os.environ['COLOR'], os.getcwd(), sorted(set(os.listdir('/data')) - {'__pycache__'}))
with open('new', 'w') as f:
    f.write('x' * 100000)
print(os.stat('new').st_size)
`);
  await py.dispose();
  assert.equal(
    got.out,
    "text b'\\x00\\xff'\n42 ['-x', 'ü'] grün /data ['a.txt', 'b.bin', 'mod.py']\n100000\n",
  );
});

test('nothing of the host is there', async () => {
  const { py, got } = await create({ env: {} });
  await py.run(`
import os
print(os.path.exists('/etc/passwd'), os.path.exists('/proc'), sorted(os.listdir('/')), 'PATH' in os.environ)
for path in ('/lib/python3.14/../../etc/passwd', '/lib/python3.14/x'):
    try:
        open(path, 'w')
    except OSError as e:
        print(type(e).__name__)
`);
  await py.dispose();
  assert.equal(got.out, "False False ['home', 'lib', 'tmp'] False\nFileNotFoundError\nOSError\n");
});

test('the host goes on while Python computes, and interrupt() stops it', async () => {
  const { py } = await create();
  let ticks = 0;
  const timer = setInterval(() => {
    if (++ticks === 3) py.interrupt();
  }, 1);
  await assert.rejects(py.run('while True: pass'), { message: 'KeyboardInterrupt' });
  clearInterval(timer);
  await py.run('x = 1');
  await py.dispose();
  assert(ticks >= 3);
});

test('interrupt() ends a sleep and a wait for input', async () => {
  const { py, got } = await create({ stdin: () => new Promise(() => {}) });
  for (const code of ['import time; time.sleep(1000)', 'input()']) {
    const run = py.run(code);
    setImmediate(() => py.interrupt());
    await assert.rejects(run, { message: 'KeyboardInterrupt' });
  }
  await py.run('print("fine")');
  await py.dispose();
  assert.equal(got.out, 'fine\n');
});

test('interpreters are independent', async () => {
  const [a, b] = await Promise.all([create(), create()]);
  await a.py.run('import sys; x = "a"; sys.modules["shared"] = 1');
  await b.py.run('import sys; x = "b"; print("shared" in sys.modules)');
  await Promise.all([
    a.py.run('for i in range(3):\n import time; time.sleep(0.001)\nprint(x)'),
    b.py.run('for i in range(3):\n import time; time.sleep(0.001)\nprint(x)'),
  ]);
  await Promise.all([a.py.dispose(), b.py.dispose()]);
  assert.equal(a.got.out, 'a\n');
  assert.equal(b.got.out, 'False\nb\n');
});

test('dispose() runs atexit functions and flushes; afterwards nothing runs', async () => {
  const { py, got } = await create();
  await py.run(
    'import atexit, sys; atexit.register(print, "bye"); sys.stdout.write("no newline ")',
  );
  await py.dispose();
  await py.dispose();
  assert.equal(got.out, 'no newline bye\n');
  await assert.rejects(py.run('1'), /disposed/);
});

test('interrupt() before the program has begun, and when there is none', async () => {
  const { py } = await create();
  py.interrupt();
  await py.run('x = 1');
  const run = py.run('while True: pass');
  py.interrupt();
  await assert.rejects(run, { message: 'KeyboardInterrupt', status: 130 });
  await py.dispose();
});

test('dispose() ends a program that does not want to end; those that wait for their turn reject', async () => {
  for (const code of [
    'while True:\n  try:\n    while True: pass\n  except KeyboardInterrupt: pass',
    'import time; time.sleep(1000)',
    'input()',
  ]) {
    const { py } = await create({ stdin: () => new Promise(() => {}) });
    const runs = [py.run(code), py.run('print("never")')];
    const ended = runs.map((run) => assert.rejects(run, /disposed/));
    await new Promise((resolve) => setTimeout(resolve));
    await py.dispose();
    await Promise.all(ended);
    await assert.rejects(py.run('1'), /disposed/);
    py.interrupt();
    py.kill();
  }
});

test('kill() runs nothing more of Python', async () => {
  const { py, got } = await create();
  await py.run('import atexit; atexit.register(print, "bye")');
  py.kill();
  await py.dispose();
  await assert.rejects(py.run('1'), /disposed/);
  assert.equal(got.out, '');
});

test('os._exit ends the interpreter', async () => {
  const { py } = await create();
  await assert.rejects(py.run('import os; os._exit(3)'), { status: 3, traceback: '' });
  await assert.rejects(py.run('1'), /has ended/);
  await py.dispose();
});

test('messages of several lines; the stack shows the traceback', async () => {
  const { py } = await create();
  await assert.rejects(py.run('raise ValueError("a\\nb")'), (error) => {
    assert.equal(error.message, 'ValueError: a\nb');
    assert.match(error.stack, /^Traceback [^]*ValueError: a\nb\n\nPythonError: [^]*index\.mjs/);
    return true;
  });
  await py.run('1 / 1');
  await py.dispose();
});

test('streams of the web and of Node.js, iterators, chunks of all kinds', async () => {
  const { PassThrough } = await import('node:stream');
  const bytes = (/** @type {string} */ text) => new TextEncoder().encode(text);
  for (const stdin of [
    new Response('one\ntwo\nthree').body,
    PassThrough.from([Buffer.from('one\ntw'), Buffer.from('o\nthree')]),
    ['one\n', bytes('two\nth'), bytes('ree').buffer],
    (function* () {
      yield* ['one\n', '', 'two\n', 'three'];
    })(),
    bytes('one\ntwo\nthree'),
  ]) {
    const out = [];
    const node = new PassThrough();
    node.on('data', (chunk) => out.push(chunk));
    const { py } = await create({
      stdin,
      stdout: new WritableStream({ write: (chunk) => void out.push(chunk) }),
      stderr: node,
    });
    await py.run('import sys; print([input(), input(), sys.stdin.read()])');
    assert.equal(Buffer.concat(out).toString(), "['one', 'two', 'three']\n");
    await py.run('print("ü", file=sys.stderr)');
    await py.dispose();
    assert.equal(Buffer.concat(out).toString(), "['one', 'two', 'three']\nü\n");
  }
});

test('one line is read when one is there', async () => {
  let asked = 0;
  const { py, got } = await create({
    stdin: () => (asked++ ? new Promise(() => {}) : 'a\nb\n'),
  });
  await py.run('print(input(), input())');
  assert.equal(got.out, 'a b\n');
  py.kill();
});

test('what the functions passed in throw becomes an OSError, and the cause of the rejection', async () => {
  const boom = new Error('boom');
  const fail = () => {
    throw boom;
  };
  let { py } = await create({ stdout: fail });
  await assert.rejects(py.run('print(1, flush=True)'), (error) => {
    assert.match(error.message, /^OSError: \[Errno \d+\]/);
    assert.equal(error.cause, boom);
    return true;
  });
  // What could not be written is still there to be written.
  await assert.rejects(py.run('x = 1'), { message: 'exit status 120', cause: boom });
  py.kill();
  for (const stdin of [fail, () => Promise.reject(boom), () => 5]) {
    ({ py } = await create({ stdin }));
    await assert.rejects(py.run('input()'), (error) => {
      assert.match(error.message, /^OSError: \[Errno \d+\]/);
      assert(error.cause instanceof Error);
      return true;
    });
    py.kill();
  }
});

test('output that is lost when the write is long over rejects, too', async () => {
  const boom = new Error('boom');
  const fail = async () => {
    throw boom;
  };
  for (const stdout of [fail, { write: fail }, new WritableStream({ write: fail })]) {
    const { py } = await create({ stdout });
    await assert.rejects(py.run('print(1)'), { message: 'exit status 120', cause: boom });
    py.kill();
  }
  // A program that is told in time may do something about it.
  let times = 0;
  const got = [];
  const { py } = await create({
    stdout(text) {
      if (!times++) throw boom;
      got.push(text);
    },
  });
  await py.run(`try: print(1, flush=True)
except OSError: print('again', flush=True)`);
  await py.dispose();
  assert.equal(got.join(''), '1\nagain\n');
});

test('tracebacks show the lines, those of earlier runs as well', async () => {
  const { py, got } = await create();
  await py.run('def f(x):\n    return 1 / x', { filename: 'a.py' });
  await assert.rejects(py.run('print("first")\nf(0)', { filename: 'b.py' }));
  assert.equal(
    `${got.out}${got.err}`,
    `first
Traceback (most recent call last):
  File "b.py", line 2, in <module>
    f(0)
    ~^^^
  File "a.py", line 2, in f
    return 1 / x
           ~~^~~
ZeroDivisionError: division by zero
`,
  );
  await py.dispose();
});

test('kill() and dispose() from inside a callback', async () => {
  for (const end of ['kill', 'dispose']) {
    const got = [];
    const { py } = await create({
      stdout(text) {
        got.push(text);
        py[end]();
      },
    });
    await assert.rejects(py.run('print(1, flush=True)\nprint(2, flush=True)'), /disposed/);
    assert.deepEqual(got, ['1\n']);
  }
});

test('the end of a program can be interrupted, and killed', async () => {
  const endless = `import atexit
@atexit.register
def f():
    print('in', flush=True)
    while True: pass`;
  for (const end of ['interrupt', 'kill']) {
    let out = '';
    const { py, got } = await create({
      stdout(text) {
        out += text;
        setImmediate(() => py[end]());
      },
    });
    await py.run(endless);
    await py.dispose();
    assert.equal(out, 'in\n');
    assert.equal(/KeyboardInterrupt/.test(got.err), end === 'interrupt');
  }
});

test('a small stack is measured: recursion in a thread of Node.js', async () => {
  const { Worker } = await import('node:worker_threads');
  const source = `
const { workerData, parentPort } = require('node:worker_threads');
import(workerData).then(async ({ Krait }) => {
  let out = '';
  const py = await Krait.create({ stdout: (text) => (out += text) });
  await py.run(\`
import json, types
x, y, m, a = [], (), len, int
for _ in range(30000):
    x, y, m, a = [x], (y,), types.MethodType(m, 1), list[a]
class A:
    def __lt__(self, other): return sorted([A(), A()])
    def __repr__(self): return repr([self])
    def __getattr__(self, name): return hash(self)
    def __hash__(self): return hash((self,))
for f in (lambda: repr(x), lambda: hash(y), lambda: json.dumps(x), lambda: m(), lambda: a.__parameters__,
          lambda: A() < A(), lambda: repr(A()), lambda: A().x, lambda: json.loads('[' * 30000)):
    try: print(f())
    except RecursionError: print('deep', end=' ')
import sys
sys.setrecursionlimit(10**6)
def f(n): return f(n - 1) + 1 if n else 0
print(f(500_000))
\`);
  parentPort.postMessage(out);
});`;
  for (const stackSizeMb of [0.4, 1, 4]) {
    const worker = new Worker(source, {
      eval: true,
      workerData: new URL('../../js/index.mjs', import.meta.url).href,
      resourceLimits: { stackSizeMb },
    });
    const out = await new Promise((resolve, reject) => {
      worker.once('message', resolve).once('error', reject);
    });
    assert.equal(out, `${'deep '.repeat(9)}500000\n`);
    await worker.terminate();
  }
});

test('what has ended is forgotten', async () => {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc');
  const refs = [];
  for (let i = 0; i < 12; i++) {
    const { py } = await create({ stdin: () => new Promise(() => {}) });
    const run = py.run(['x = 1', 'input()', 'import time; time.sleep(1000)'][i % 3]);
    const done = i % 3 ? assert.rejects(run, /disposed/) : run;
    if (i % 2) py.kill();
    else await Promise.race([run.catch(() => {}), new Promise((resolve) => setImmediate(resolve))]);
    await py.dispose();
    await done.catch(() => {});
    refs.push(new WeakRef(py));
  }
  await new Promise((resolve) => setImmediate(resolve));
  gc();
  const alive = refs.filter((ref) => ref.deref()).length;
  assert(alive <= 2, `${alive} of ${refs.length} are alive`);
});

test('files: a Map, buffers; wrong options are refused', async () => {
  const { py, got } = await create({
    files: new Map([
      ['/a', 'text'],
      ['b', new Uint8Array([1, 2]).buffer],
    ]),
    args: new Set(['x']),
  });
  await py.run('import sys; print(open("/a").read(), open("/home/b", "rb").read(), sys.argv)');
  await py.dispose();
  assert.equal(got.out, "text b'\\x01\\x02' ['', 'x']\n");
  for (const options of [
    { files: { a: 5 } },
    { args: [5] },
    { args: ['a\0b'] },
    { env: { A: 5 } },
    { cwd: 'relative' },
    { cwd: '/a\0' },
    { files: { 'a\0b': '' } },
    { files: { a: '', 'a/b': '' } },
    { files: { '/lib/python3.14/x.py': '' } },
    { stdin: 5 },
    { stdout: {} },
  ])
    await assert.rejects(Krait.create(/** @type {any} */ (options)), TypeError);
  await assert.rejects(Krait.create({ wasm: '/nowhere.wasm' }), /nowhere/);
  const one = await Krait.create();
  await assert.rejects(one.run(/** @type {any} */ (5)), TypeError);
  await assert.rejects(one.run('1', { filename: 'a\0' }), TypeError);
  await one.run('1', /** @type {any} */ (null));
  await one.dispose();
});

test('many at once, each with its own state', async () => {
  const all = await Promise.all(Array.from({ length: 5 }, () => create({ sliceMs: 1 })));
  await Promise.all(
    all.map(({ py }, i) => py.run(`import sys; sys.x = ${i}; print(sum(range(20000)) + sys.x)`)),
  );
  all.forEach(({ got }, i) => assert.equal(got.out, `${199990000 + i}\n`));
  await Promise.all(all.map(({ py }) => py.dispose()));
});

test('the types say what is so', () => {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  mkdirSync(`${root}build`, { recursive: true });
  const program = `${root}build/types-${process.pid}.mts`;
  const source = `
import { Krait, PythonError, type Options } from 'krait';
const options: Options = {
  stdin: async () => null,
  stdout: (text: string) => void text.length,
  stderr: new WritableStream<Uint8Array>(),
  files: new Map([['/a', new Uint8Array(2)]]),
  args: ['a'],
  env: { A: 'b' },
};
const py: Krait = await Krait.create(options);
await Krait.create({ stdin: process.stdin, stdout: process.stdout, files: { a: 'text' } });
await Krait.create({ stdin: new Response('').body!, stderr: process.stderr });
const done: Promise<void> = py.run('1', { filename: 'x' });
py.interrupt();
py.kill();
await py.dispose();
const status: number = new PythonError('m', 't', 1).status;
// @ts-expect-error: not a number
py.run(5);
// @ts-expect-error: made by create()
new Krait();
// @ts-expect-error: not a number
await Krait.create({ stdout: 5 });
void [done, status];
`;
  writeFileSync(program, source);
  try {
    const tsc = fileURLToPath(new URL('../../node_modules/.bin/tsc', import.meta.url));
    const flags = ['--noEmit', '--strict', '--target', 'es2022', '--module', 'nodenext'];
    const run = spawnSync(
      tsc,
      [...flags, '--types', 'node', '--lib', 'es2023,dom,dom.iterable', program],
      {
        cwd: root,
        encoding: 'utf8',
      },
    );
    assert.equal(run.stdout + run.stderr, '');
  } finally {
    rmSync(program);
  }
});
