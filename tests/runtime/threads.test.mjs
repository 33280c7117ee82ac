// Threads. The programs in threads/ have beside them what native CPython prints (python3 prog.py > prog.out):
// where python3 is there they are checked against it too. Each runs as it is, with random switches from several
// seeds, and leaving to the host at every check.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { Krait } from '../../js/index.mjs';
import { kraitCommand, spawnText } from '../lib/krait.mjs';

const dir = new URL('threads/', import.meta.url).pathname;
const base = { PATH: process.env.PATH, LANG: 'C.UTF-8', PYTHONDONTWRITEBYTECODE: '1' };
if (process.env.KRAIT_LIBRARY) base.KRAIT_LIBRARY = process.env.KRAIT_LIBRARY;

const run = (args, env = {}, stdin = '') =>
  spawnText([...kraitCommand(), ...args], { cwd: dir, stdin, env: { ...base, ...env } });

const modes = [
  ['', {}],
  [', switching at random (1)', { KRAIT_SWITCH_SEED: '1' }],
  [', switching at random (2)', { KRAIT_SWITCH_SEED: '2' }],
  [', switching at random (3)', { KRAIT_SWITCH_SEED: '3' }],
  [', leaving at every check', { KRAIT_SLICE_MS: '-1' }],
];
const programs = readdirSync(dir).filter((name) => name.endsWith('.py'));
for (const name of programs) {
  const expected = readFileSync(`${dir}${name.replace(/py$/, 'out')}`, 'latin1');
  for (const [how, env] of modes) {
    if (env.KRAIT_SLICE_MS && name === 'queue_100000_items.py') continue; // minutes
    test(name + how, async () => {
      const answer = await run([name], env);
      assert.equal(answer.stdout, expected, answer.stderr);
      assert.equal(answer.stderr, '');
      assert.equal(answer.status, 0);
    });
  }
}
const python = spawnSync('python3', ['--version']);
if (!python.error) {
  for (const name of programs) {
    test(`${name} in CPython`, async () => {
      const answer = await spawnText(['python3', name], { cwd: dir, env: base });
      assert.equal(answer.stdout, readFileSync(`${dir}${name.replace(/py$/, 'out')}`, 'latin1'));
    });
  }
}

/** A program that CPython would never end. */
function deadlock(name, source, { stdout = '', stderr, status = 1 }) {
  test(`deadlock: ${name}`, async () => {
    const answer = await run(['-c', source]);
    assert.equal(answer.stdout, stdout);
    assert.match(answer.stderr, stderr);
    assert.equal(answer.status, status);
    assert.equal(answer.stderr.split('deadlock: ').length, 2, 'it is told once');
  });
}
deadlock(
  'two threads, two locks',
  `
import threading
a, b = threading.Lock(), threading.Lock()
both = threading.Barrier(2)
def work(first, second):
    with first:
        both.wait()
        with second:
            pass
threads = [threading.Thread(target=work, args=p, name=n) for n, p in (('one', (a, b)), ('two', (b, a)))]
for t in threads: t.start()
threads[0].join()
`,
  {
    stderr:
      /RuntimeError: deadlock: [^]*Thread 1 \(MainThread\) waits in Thread.join\n[^]*line 12, in <module>[^]*Thread 2 \(one\) waits in lock.acquire\n    File "<string>", line 8, in work[^]*Thread 3 \(two\) waits in lock.acquire\n    File "<string>", line 8, in work/,
  },
);
deadlock('a lock twice', `import _thread; l = _thread.allocate_lock(); l.acquire(); l.acquire()`, {
  stderr:
    /deadlock: the only thread waits[^]*Thread 1 waits in lock.acquire\n    File "<string>", line 1/,
});
deadlock('an empty queue', `import queue; queue.SimpleQueue().get()`, {
  stderr: /Thread 1 [^]*waits in SimpleQueue.get/,
});
deadlock(
  'after the main program',
  `
import threading
threading.Thread(target=threading.Event().wait).start()
print('main ends')
`,
  {
    stdout: 'main ends\n',
    stderr: /Exception ignored on threading shutdown[^]*deadlock: [^]*in wait/,
  },
);
deadlock(
  'inside a callback',
  `
import threading
l = threading.Lock()
l.acquire()
sorted([2, 1], key=lambda x: l.acquire())
`,
  {
    stderr:
      /Thread 1 \(MainThread\) waits in lock.acquire\n    File "<string>", line 5, in <lambda>/,
  },
);
test('deadlock: it can be caught', async () => {
  const answer = await run([
    '-c',
    `
import threading
l = threading.Lock()
l.acquire()
t = threading.Thread(target=l.acquire)
t.start()
try:
    t.join()
except RuntimeError as e:
    print(str(e).splitlines()[0])
l.release()
t.join()
print('goes on')
`,
  ]);
  assert.equal(
    answer.stdout,
    'deadlock: every thread waits for what only another one could bring\ngoes on\n',
  );
  assert.equal(answer.stderr, '');
  assert.equal(answer.status, 0);
});

test('a thread costs at most 16 KB', async () => {
  const answer = await run([
    '-c',
    `
import gc, io, re, sys, threading
def in_use():
    old, sys.stderr = sys.stderr, io.StringIO()
    sys._debugmallocstats()
    text, sys.stderr = sys.stderr.getvalue(), old
    return int(re.search(r'^bytes in use: +(\\d+)', text, re.M)[1])
def start(n):
    threads = [threading.Thread(target=event.wait) for _ in range(n)]
    for t in threads: t.start()
    return threads
after = 0
for _ in range(6):
    event = threading.Event()
    gc.collect()
    before = in_use()
    threads = start(1000)
    gc.collect()
    each = (in_use() - before) // 1000
    event.set()
    for t in threads: t.join()
    del threads, t
    gc.collect()
    left, after = (in_use() - after) // 1000, in_use()
print(each)
print(left)
`,
  ]);
  const [each, left] = answer.stdout.trim().split('\n').map(Number);
  assert.ok(each > 1000 && each < 16384, `${each} bytes; ${answer.stderr}`);
  assert.ok(left < 10, `${left} bytes each are left`);
});

test('a thread in input() lets the others run', async () => {
  let out = '';
  let give;
  const py = await Krait.create({
    stdin: () => new Promise((resolve) => (give = resolve)),
    stdout(text) {
      out += text;
      if (out.includes('beat 3')) give?.('text\n');
    },
  });
  await py.run(`
import threading, time
def read():
    print('read', input())
reader = threading.Thread(target=read)
reader.start()
for i in range(4):
    time.sleep(0.001)
    print('beat', i, flush=True)
reader.join()
`);
  await py.dispose();
  assert.equal(out, 'beat 0\nbeat 1\nbeat 2\nbeat 3\nread text\n');
});

test('threads go on in the next run, and dispose() waits for them', async () => {
  let out = '';
  const py = await Krait.create({ stdout: (text) => (out += text) });
  await py.run(`
import threading, time
event = threading.Event()
def work():
    time.sleep(0.001)
    event.set()
threading.Thread(target=work).start()
print('first')
`);
  await py.run(`
print(event.wait(30))
def late():
    time.sleep(0.001)
    print('late')
threading.Thread(target=late).start()
`);
  await py.dispose();
  assert.equal(out, 'first\nTrue\nlate\n');
});
