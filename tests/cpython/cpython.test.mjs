// The quicker ones of CPython's own suites; `make conformance` runs all of them, and CPython 3.14 beside.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { test } from 'node:test';
import { compare, library, readExpected, runSuite, suites } from './run.mjs';

const slow = [
  'test_weakref',
  'test_concurrent_futures',
  'test_audit',
  'test_cprofile',
  'test_profile',
  'test_trace',
  'test_pdb',
  'test_faulthandler',
];

const skip = existsSync(`${library}/test_sys.py`)
  ? false
  : `no suites: sudo apt-get install -y --no-install-recommends libpython3.11-testsuite`;

const options = { skip, concurrency: availableParallelism() };
test("CPython's suites", options, async (t) => {
  const expected = readExpected();
  const quick = suites.filter((suite) => !slow.includes(suite));
  await Promise.all(
    quick.map((suite) =>
      t.test(suite, async () => {
        const found = compare(suite, await runSuite(suite), expected);
        assert.equal(found.length, 0, found.map((parts) => parts.join(': ')).join('\n\n'));
      }),
    ),
  );
});

test('the list names suites that there are', () => {
  for (const id of readExpected().keys()) assert.ok(suites.includes(id.split(/[./]/, 1)[0]), id);
});
