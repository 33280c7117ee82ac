// What the five reference documents say in prose, statement by statement: claims/*.py, each line a claim and
// whether it holds. CPython is asked the same, so that a claim that says something wrong about Python fails.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { runKrait, root } from '../lib/krait.mjs';
import { Oracle } from '../lib/oracle.mjs';

const here = join(root, 'tests', 'reference');
const helper = readFileSync(join(here, 'lib', 'claim.py'));

let oracle;
before(async () => (oracle = await Oracle.start()));
after(() => oracle.stop());

const text = (latin1) => Buffer.from(latin1, 'latin1').toString();
const linesOf = (stdout) => text(stdout).trimEnd().split('\n');

test('claims', { concurrency: 2 }, async (t) => {
  const files = readdirSync(join(here, 'claims')).filter((name) => name.endsWith('.py'));
  await Promise.all(
    files.map((name) =>
      t.test(name, async () => {
        const source = readFileSync(join(here, 'claims', name));
        const files = { 'claim.py': helper };
        const job = { name, source, files, args: ['one', 'two'], timeout: 300_000 };
        const [krait, cpython] = await Promise.all([runKrait(job), oracle.run(job)]);
        assert.equal(krait.status, 0, text(krait.stderr));
        const got = linesOf(krait.stdout);
        assert.deepEqual(
          got.filter((line) => !/^(ok|here) /.test(line)),
          [],
          'claims that do not hold',
        );
        const calls = source.toString().match(/^ *(claim|here)\(/gm).length;
        assert.ok(got.length >= calls, `${got.length} claims of ${calls} were reached`);
        const shared = (lines) => lines.filter((line) => line.startsWith('ok '));
        assert.equal(cpython.status, 0, text(cpython.stderr));
        assert.deepEqual(
          shared(got),
          shared(linesOf(cpython.stdout)),
          'claims that hold in CPython',
        );
      }),
    ),
  );
});
