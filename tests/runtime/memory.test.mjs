// Memory is bounded (KRAIT_MEMORY_LIMIT), and running out of it is an exception like any other.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Krait } from '../../js/index.mjs';
import { runKrait } from '../lib/krait.mjs';

const source = readFileSync(new URL('memory/exhaust.py', import.meta.url));
const run = (job, limit) =>
  runKrait({ name: 'prog.py', ...job }, { env: { KRAIT_MEMORY_LIMIT: limit } });

test('whatever fills memory ends in MemoryError, and the program goes on', async () => {
  const turns = 1;
  const answer = await run({ source, args: [String(turns)] }, '16M');
  const lines = answer.stdout.trimEnd().split('\n');
  assert.equal(lines.at(-1), 'end 1000 [1, {}]', answer.stderr.slice(-2000));
  assert.equal(answer.status, 0, answer.stderr);
  assert.equal(lines.filter((line) => line.endsWith('MemoryError')).length, turns * 35);
  assert.deepEqual(
    lines.filter((line) => !line.endsWith('MemoryError')),
    [
      ...Array.from({ length: turns }, (_, i) => [
        'in_del in __del__',
        `${i} 499500 (1, 2)`,
      ]).flat(),
      lines.at(-1),
    ],
  );
});

test('a program that needs more than the limit ends with a traceback', async () => {
  const answer = await run({ source: 'x = []\nx = [0] * 10**8\n' }, '16M');
  assert.equal(answer.status, 1);
  assert.match(answer.stderr, /line 2, in <module>[^]*MemoryError\n$/);
});

test('a recursion that fills memory ends with a traceback, whose frames may be forgotten', async () => {
  const source = `import sys
sys.setrecursionlimit(10**6)
def f(n): return f(n + 1)
f(0)
`;
  for (const limit of ['3M', '4M', '6M', '9M']) {
    const answer = await run({ source }, limit);
    assert.equal(answer.status, 1, limit);
    assert.match(
      answer.stderr,
      /^Traceback [^]*in f\n[^]*\[Previous line repeated \d+ more times\]\n[^]*MemoryError\n$/,
    );
  }
});

test('a start that finds too little memory says so', async () => {
  for (const limit of ['1', '100K', '1M', '1300K', '1400K', '1500K', '1600K', '1700K']) {
    const answer = await run({ source: 'print(1)' }, limit);
    const stderr = 'Fatal Python error: initialization failed\nMemoryError\n';
    assert.deepEqual(answer, { stdout: '', stderr, status: 1 }, limit);
  }
});

test('an embedder is told what happened where no memory is left to show it', async () => {
  const source = `kept = []
for size in 10000, 1000, *range(512, 0, -16):
    try:
        while True: kept.append(bytes(size))
    except MemoryError: pass
raise ValueError('told')
`;
  const py = await Krait.create({ env: { KRAIT_MEMORY_LIMIT: '3M' }, stderr: () => {} });
  await assert.rejects(py.run(source), { name: 'PythonError', message: 'ValueError: told' });
  await assert.rejects(py.run('import json'), { name: 'PythonError', message: 'MemoryError' });
  await py.dispose();
});

test('within the limit nothing changes', async () => {
  const answer = await run({ source: 'print(len([0] * 10**5))' }, '16m');
  assert.deepEqual(answer, { stdout: '100000\n', stderr: '', status: 0 });
});

test('a limit that is no number of bytes is told', async () => {
  const answer = await run({ source: 'print(1)' }, '16 apples');
  assert.match(
    answer.stderr,
    /^KRAIT_MEMORY_LIMIT must be a number of bytes, such as 64M: 16 apples\n/,
  );
  assert.equal(answer.stdout, '1\n');
});
