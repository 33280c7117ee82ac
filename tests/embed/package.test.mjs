// The package: what an embedding program can pass in, get out, and stop.
import assert from 'node:assert/strict';
import { test } from 'node:test';
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

test(
  'dispose() runs atexit functions and flushes; afterwards nothing runs',
  async () => {
    const { py, got } = await create();
    await py.run(
      'import atexit, sys; atexit.register(print, "bye"); sys.stdout.write("no newline ")',
    );
    await py.dispose();
    await py.dispose();
    assert.equal(got.out, 'no newline bye\n');
    await assert.rejects(py.run('1'), /disposed/);
  },
);
