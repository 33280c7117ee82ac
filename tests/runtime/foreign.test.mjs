// Code objects that no compiler made: CPython would crash on most of these, so what Krait says stands here.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { runKrait } from '../lib/krait.mjs';

const read = (name) => readFileSync(new URL(`foreign/${name}`, import.meta.url), 'utf8');

test('bytecode that is not in order is refused', async () => {
  const answer = await runKrait({ name: 'bad.py', source: read('bad.py'), timeout: 300_000 });
  assert.equal(answer.stdout, read('bad.txt'), answer.stderr);
  assert.equal(answer.status, 0);
});
