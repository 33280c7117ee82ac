// Threads. The programs in threads/ have beside them what native CPython prints
// (PYTHONPATH=common.d python3 prog.py > prog.out): where python3 is there they are checked against it too. Each
// runs as it is, with random switches from several seeds, and leaving to the host at every check.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Krait } from '../../js/index.mjs';
import { programs } from '../lib/compare.mjs';
import {
  keepInterrupting,
  kraitCommand,
  root,
  runCommand,
  runKrait,
  startCommand,
} from '../lib/krait.mjs';

const dir = new URL('threads/', import.meta.url).pathname;
const modes = [
  ['', {}],
  [', switching at random (1)', { KRAIT_SWITCH_SEED: '1' }],
  [', switching at random (2)', { KRAIT_SWITCH_SEED: '2' }],
  [', switching at random (3)', { KRAIT_SWITCH_SEED: '3' }],
  [', leaving at every check', { KRAIT_SLICE_MS: '-1' }],
];
const jobs = [...programs([dir])].map((job) => ({
  ...job,
  expected: readFileSync(`${dir}${job.name.replace(/py$/, 'out')}`, 'latin1'),
}));
for (const { expected, ...job } of jobs) {
  for (const [how, env] of modes) {
    if (env.KRAIT_SLICE_MS && job.name === 'queue_100000_items.py') continue; // minutes
    test(job.name + how, async () => {
      const answer = await runKrait(job, { env });
      assert.equal(answer.stdout, expected, answer.stderr);
      assert.equal(answer.stderr, '');
      assert.equal(answer.status, 0);
    });
  }
}
const python = spawnSync('python3', ['--version'], { encoding: 'utf8' });
if (!python.error) {
  const minor = Number(/3\.(\d+)/.exec(python.stdout)?.[1]);
  for (const { expected, ...job } of jobs) {
    const [, since = 0] = /^# since 3.(\d+)/.exec(String(job.source)) ?? [];
    if (minor < Number(since)) continue;
    test(`${job.name} in CPython`, async () => {
      const answer = await runKrait(job, { command: ['python3'] });
      assert.equal(answer.stdout, expected);
    });
  }
}

/** A program that CPython would never end. */
function deadlock(name, source, { stdout = '', stderr, status = 1 }) {
  test(`deadlock: ${name}`, async () => {
    const answer = await runCommand(['-c', source]);
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
  const answer = await runCommand([
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
  const answer = await runCommand([
    '-c',
    `
import gc, sys, threading
def start(n):
    threads = [threading.Thread(target=event.wait) for _ in range(n)]
    for t in threads: t.start()
    return threads
for _ in range(6):
    event = threading.Event()
    gc.collect()
    sys._debugmallocstats()
    threads = start(1000)
    gc.collect()
    sys._debugmallocstats()
    event.set()
    for t in threads: t.join()
    del threads, t
    gc.collect()
    sys._debugmallocstats()
`,
  ]);
  assert.equal(answer.status, 0, answer.stderr);
  const sizes = [...answer.stderr.matchAll(/^# bytes +=\s+(\d+)$/gm)].map((match) => +match[1]);
  assert.equal(sizes.length, 18);
  const each = (sizes.at(-2) - sizes.at(-3)) / 1000;
  assert.ok(each > 1000 && each < 16384, `${each} bytes`);
  const left = (sizes.at(-1) - sizes.at(-4)) / 1000;
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

/** A program that beats in one thread and reads in another. */
const beating = `
import sys, threading, time
beats = 0
done = False
def beat():
    global beats
    while not done:
        time.sleep(0.001)
        beats += 1
        if beats % 3 == 0: print('.', flush=True)
thread = threading.Thread(target=beat)
thread.start()
def lines():
    READ
for line in lines():
    print([line], flush=True)
done = True
thread.join()
`;
const reads = {
  'for line in sys.stdin': 'yield from sys.stdin',
  'input()': 'for _ in "ab": yield input() + "\\n"',
  'os.read': 'import os\n    while data := os.read(0, 10): yield data.decode()',
  'select': 'import os, select\n    for _ in "ab": yield (select.select([0], [], []), os.read(0, 10).decode())[1]',
}; // prettier-ignore
const commands = {
  'the command': kraitCommand(),
  WASI: kraitCommand(join(root, 'dist', 'krait-wasi.wasm')),
};
for (const [place, command] of Object.entries(commands)) {
  for (const [how, read] of Object.entries(reads)) {
    test(`a pipe is read while others run: ${how}, ${place}`, async () => {
      const { child, ended } = startCommand(['-c', beating.replace('READ', read)], { command });
      let out = '';
      const given = [];
      child.stdout.on('data', (text) => {
        out += text;
        // Only while it waits for a line does the program beat: two beats more, and there is the next one.
        const due = Math.min(2, Math.floor((out.match(/^\.$/gm)?.length ?? 0) / 2));
        while (given.length < due) {
          given.push(`line ${given.length + 1}\n`);
          child.stdin.write(given.at(-1));
          if (given.length === 2) child.stdin.end();
        }
      });
      const { status, stderr } = await ended;
      assert.equal(out.replaceAll('.\n', ''), "['line 1\\n']\n['line 2\\n']\n", stderr);
      assert.equal(status, 0);
    });
  }
}

test('Ctrl-C reaches the handler for which the only thread waits', async () => {
  const program = `
import signal, threading
event = threading.Event()
signal.signal(signal.SIGINT, lambda *args: event.set())
print('go', flush=True)
print(event.wait())
`;
  const { child, ended } = startCommand(['-c', program]);
  keepInterrupting(child);
  const { stdout, stderr, status } = await ended;
  assert.equal(stdout, 'go\nTrue\n', stderr);
  assert.equal(status, 0);
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
