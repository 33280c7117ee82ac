// No recursion reaches the end of the machine's stack: not in optimized code, not in code that V8 has just
// begun with (whose frames are larger), not under WASI.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root, runKrait, spawnText } from '../lib/krait.mjs';

const path = new URL('recursion/deep.py', import.meta.url);
const source = readFileSync(path);
const wasi = join(root, 'dist', 'krait-wasi.wasm');

function judge({ stdout, stderr, status }) {
  assert.match(
    stdout,
    /\nwrong: 0\n$/,
    `${stdout.split('\n').slice(-3).join('\n')}\n${stderr.slice(-2000)}`,
  );
  assert.equal(status, 0);
}
const timeout = 300_000;

test('recursion of every kind', async () => {
  judge(await runKrait({ name: 'deep.py', source, timeout }));
});

test('recursion in unoptimized WebAssembly', { skip: Boolean(process.env.KRAIT) }, async () => {
  const command = [process.execPath, '--liftoff', '--no-wasm-tier-up', join(root, 'js', 'cli.mjs')];
  judge(await spawnText([...command, path.pathname], { env: process.env, timeout }));
});

test(
  'recursion under WASI',
  { skip: Boolean(process.env.KRAIT) || !existsSync(wasi) },
  async () => {
    judge(await runKrait({ name: 'deep.py', source, timeout }, { binary: wasi }));
  },
);
