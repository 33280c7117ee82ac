// What the five reference documents say in prose, statement by statement: claims/*.py, each line a claim and
// whether it holds. CPython is asked the same, so that a claim that says something wrong about Python fails.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { programs } from '../lib/compare.mjs';
import { root, runKrait, utf8 } from '../lib/krait.mjs';
import { sharedOracle } from '../lib/suite.mjs';

const here = join(root, 'tests', 'reference');

const oracle = sharedOracle();

const linesOf = (stdout) => utf8(stdout).trimEnd().split('\n');

test('claims', { concurrency: 2 }, async (t) => {
  await Promise.all(
    [...programs([join(here, 'claims')])].map((program) =>
      t.test(program.name, async () => {
        const { source } = program;
        const job = { ...program, args: ['one', 'two'], timeout: 300_000 };
        const [krait, cpython] = await Promise.all([runKrait(job), oracle.run(job)]);
        assert.equal(krait.status, 0, utf8(krait.stderr));
        const got = linesOf(krait.stdout);
        assert.deepEqual(
          got.filter((line) => !/^(ok|here) /.test(line)),
          [],
          'claims that do not hold',
        );
        const calls = source.toString().match(/^ *(claim|here)\(/gm).length;
        assert.ok(got.length >= calls, `${got.length} claims of ${calls} were reached`);
        const shared = (lines) => lines.filter((line) => line.startsWith('ok '));
        assert.equal(cpython.status, 0, utf8(cpython.stderr));
        assert.deepEqual(
          shared(got),
          shared(linesOf(cpython.stdout)),
          'claims that hold in CPython',
        );
      }),
    ),
  );
});
