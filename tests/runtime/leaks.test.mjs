// Nothing that is unreachable stays: a hundred kinds of cycles, each built and dropped 1,000 times, leave as many
// objects, memory blocks and bytes as there were (leaks/cycles.py).
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { runKrait } from '../lib/krait.mjs';

const source = readFileSync(new URL('leaks/cycles.py', import.meta.url));

test('cycles of a hundred kinds leave nothing behind', async () => {
  const answer = await runKrait({ name: 'cycles.py', source, timeout: 600_000 });
  assert.equal(answer.stdout, '100 kinds, 0 leaks\n', answer.stderr);
  assert.equal(answer.status, 0);
});
