// A fixed small part of what tests/fuzz/run.mjs can do: the same inputs every time.
import { test } from 'node:test';
import { findsNothing, sharedOracle } from '../lib/suite.mjs';
import { generate, generateSmall } from './generate.mjs';
import { runMany } from './harness.mjs';
import { mutations } from './mutate.mjs';
import { runValues, values } from './values.mjs';

const oracle = sharedOracle();

/** Runs one fuzzer. */
const nothingFound = (run, options) => findsNothing(run, { jobs: 1, ...options });

test('random programs print what they print in CPython', () =>
  nothingFound((o) => runMany(generate, 700_000, 60, o), { mode: 'run', oracle }));

test('random programs do not bring Krait down', () =>
  nothingFound((o) => runMany(generateSmall, 800_000, 400, o), { mode: 'run', size: 200 }));

test('and tell what they tell there while tracing and monitoring come and go', () =>
  nothingFound((o) => runMany(generateSmall, 851_000, 60, o), { mode: 'watch', oracle }));

test('code objects changed at random run or are refused', () =>
  nothingFound((o) => runMany(generateSmall, 870_000, 12, o), { mode: 'wild' }));

test('objects may be used while they are in use', () =>
  nothingFound((o) => runMany(String, 880_000, 150, o), { mode: 'reenter', size: 150 }));

test('damaged sources are refused as CPython refuses them', () =>
  nothingFound((o) => runMany(mutations(), 900_000, 500, o), {
    mode: 'compile',
    size: 500,
    oracle,
  }));

test('damaged sources do not bring Krait down', () =>
  nothingFound((o) => runMany(mutations(), 950_000, 1500, o), { mode: 'compile', size: 1500 }));

for (const kind of Object.keys(values)) {
  test(`random calls: ${kind}`, () =>
    nothingFound((o) => runValues(kind, 500, Math.min(values[kind], 500), o), { oracle }));
}
