// krait.memory: the object graph as data, for tools and the playground (graph/prog.py checks it).
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { runKrait } from '../lib/krait.mjs';

const source = readFileSync(new URL('graph/prog.py', import.meta.url));

test('krait.memory', async () => {
  assert.deepEqual(await runKrait({ name: 'prog.py', source }), {
    stdout: 'ok\n',
    stderr: '',
    status: 0,
  });
});
