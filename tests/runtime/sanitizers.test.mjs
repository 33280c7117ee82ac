// The native build under AddressSanitizer and UBSan: a part of the language suite, of the fuzzers' inputs
// and of the standard library's imports runs without a report. KRAIT_SANITIZE=all runs all of it;
// KRAIT_SANITIZE_BUILD names another build, as build/native32/krait.
//
// Leaks are not looked for: what an interpreter holds at its end is most of them. tests/lib/refs.mjs counts
// references instead.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { stdlib } from '../../wasm/stdlib.mjs';
import { generate } from '../fuzz/generate.mjs';
import { runMany } from '../fuzz/harness.mjs';
import { mutations } from '../fuzz/mutate.mjs';
import { runValues, values } from '../fuzz/values.mjs';
import { crashed, programs } from '../lib/compare.mjs';
import { root, runKrait } from '../lib/krait.mjs';
import { inParallel } from '../lib/parallel.mjs';
import { expectNothing, findsNothing } from '../lib/suite.mjs';

const all = process.env.KRAIT_SANITIZE === 'all';
const binary = join(root, process.env.KRAIT_SANITIZE_BUILD ?? 'build/native/krait');
const skip = existsSync(binary) ? false : 'no native build: make native';
const env = { ASAN_OPTIONS: 'detect_leaks=0:allocator_may_return_null=1' };
const lanes = Math.max(2, Math.min(4, availableParallelism()));

/** Runs jobs at most `lanes` at a time, and expects no report. */
async function clean(jobs) {
  const found = [];
  await inParallel(jobs, lanes, async (job) => {
    const answer = await runKrait({ timeout: 300_000, ...job }, { binary, env });
    // A program may end itself by a signal, or never, where a sanitizer's pace is meant.
    if (crashed(answer) && answer.status !== 'signal SIGINT')
      found.push(`${job.title}: ${answer.status}\n${answer.stderr.slice(0, 3000)}`);
  });
  expectNothing(found);
}

const part = (jobs, n) => {
  const list = [...jobs];
  return all ? list : list.filter((_, i) => i % Math.ceil(list.length / n) === 0);
};

test('programs of the language suite', { skip }, async () => {
  await clean(part(programs([join(root, 'tests/language/programs')]), 60));
});

test('wrong programs and snippets', { skip }, async () => {
  await clean(
    part(programs([join(root, 'tests/language/wrong'), join(root, 'tests/language/snippets')]), 30),
  );
});

test('programs that CPython crashes on', { skip }, async () => {
  await clean([...programs([join(root, 'tests/runtime/foreign')])]);
});

test('imports of the standard library', { skip }, async () => {
  const names = [...stdlib()]
    .map(([name]) => name)
    .filter(
      (name) => /^[a-z]\w*(\/__init__)?\.py$/.test(name) && !/antigravity|this\.py/.test(name),
    )
    .map((name) => name.replace(/(\/__init__)?\.py$/, ''));
  const source = (list) =>
    `for name in ${JSON.stringify(list)}:\n    try:\n        __import__(name)\n    except ImportError:\n        pass\n`;
  const size = 20;
  const jobs = Array.from({ length: Math.ceil(names.length / size) }, (_, i) => ({
    title: `imports ${i}`,
    name: 'prog.py',
    source: source(names.slice(i * size, (i + 1) * size)),
  }));
  await clean(part(jobs, 4));
});

test('what is told of an exception that nobody receives while memory fails', { skip }, async () => {
  const source = readFileSync(new URL('memory/unraisable.py', import.meta.url));
  const answer = await runKrait({ name: 'prog.py', source }, { binary, env });
  assert.deepEqual(answer, { stdout: 'end True\n', stderr: '', status: 0 });
});

test(
  'an exception that nobody catches is told, however little memory is left',
  { skip },
  async () => {
    for (const left of [0, 1, 5, 10, 20, 40, 80]) {
      const source = `import gc\ne = ValueError('told')\ngc._set_nomemory(${left}, 2**40)\nraise e\n`;
      const answer = await runKrait({ name: 'prog.py', source }, { binary, env });
      assert.match(answer.stderr, /^ValueError: told$/m, String(left));
      assert.ok([1, 120].includes(answer.status), `${left}: ${answer.status}`);
    }
  },
);

test('what caches know of a class is forgotten without memory', { skip }, async () => {
  const source = `import gc
class A: f = lambda self: 'A'
class B(A): pass
class C(B): pass
b, c = B(), C()
call = lambda: (b.f(), c.f())
for _ in range(100): call()
gc._set_nomemory(0, 2**40)
del A.f
gc._set_nomemory(0, 0)
A.__getattr__ = lambda self, name: lambda: 'none'
print(call())
`;
  const answer = await runKrait({ name: 'prog.py', source }, { binary, env });
  assert.deepEqual(answer, { stdout: "('none', 'none')\n", stderr: '', status: 0 });
});

/** Runs one fuzzer. */
const nothingFound = (run, options) =>
  findsNothing(run, { binary, env, jobs: lanes, size: 100, ...options });

test('random programs', { skip }, () =>
  nothingFound((o) => runMany(generate, 600_000, all ? 10_000 : 200, o), { mode: 'run' }),
);

test('damaged sources', { skip }, () =>
  nothingFound((o) => runMany(mutations(), 650_000, all ? 20_000 : 600, o), {
    mode: 'compile',
    size: 300,
  }),
);

for (const kind of Object.keys(values)) {
  test(`random calls: ${kind}`, { skip }, () =>
    nothingFound((o) => runValues(kind, 700, all ? values[kind] * 5 : 400, o)),
  );
}
