// A fixed small part of what tests/fuzz/run.mjs can do: the same inputs every time.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { generate } from './generate.mjs';
import { runMany } from './harness.mjs';
import { mutations } from './mutate.mjs';
import { runValues, values } from './values.mjs';

/** Collects findings; the test fails with all of them. */
function collect() {
  const found = [];
  return {
    report: ({ number, kind, text }) => found.push(`${kind} ${number}\n${text}`),
    check: () => assert.equal(found.length, 0, found.slice(0, 5).join('\n\n')),
  };
}

test('random programs print what they print in CPython', async () => {
  const { report, check } = collect();
  await runMany(generate, 700_000, 150, { mode: 'run', compare: true, size: 75, report });
  check();
});

test('random programs do not bring Krait down', async () => {
  const { report, check } = collect();
  await runMany(generate, 800_000, 600, { mode: 'run', size: 300, report });
  check();
});

test('damaged sources are refused as CPython refuses them', async () => {
  const { report, check } = collect();
  await runMany(mutations(), 900_000, 1000, { mode: 'compile', compare: true, size: 500, report });
  check();
});

test('damaged sources do not bring Krait down', async () => {
  const { report, check } = collect();
  await runMany(mutations(), 950_000, 3000, { mode: 'compile', size: 1500, report });
  check();
});

for (const kind of Object.keys(values)) {
  test(`random calls: ${kind}`, async () => {
    const { report, check } = collect();
    await runValues(kind, 500, Math.min(values[kind], 1500), { compare: true, report });
    check();
  });
}
