// wasm/setup.sh on machines that lack something: one line says what, and the command that installs it. The machines
// are made of a PATH: what they have are programs that do nothing, `apt-get` writes down what it is asked to do.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { root } from '../lib/krait.mjs';

let folder;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'krait-setup-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs setup.sh where the programs in `has` exist: { name: shell script }. `as`: a user's number. */
function setUp(needs, has, as = 1000) {
  const bin = join(folder, 'bin');
  rmSync(bin, { recursive: true, force: true });
  mkdirSync(bin);
  symlinkSync('/bin/grep', join(bin, 'grep'));
  for (const [name, script] of Object.entries({ id: `echo ${as}`, ...has }))
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  const { status, stdout, stderr } = spawnSync(
    '/bin/sh',
    [join(root, 'wasm', 'setup.sh'), ...needs],
    { cwd: folder, env: { PATH: bin, LOG: join(folder, 'log') }, encoding: 'utf8' },
  );
  assert.equal(stdout, '');
  return { status, text: stderr };
}
const log = () => readFileSync(join(folder, 'log'), 'utf8');

const apt = 'apt-get install -y --no-install-recommends';
const none = { 'dpkg-query': 'exit 1', 'apt-get': 'exit 1' };

test('everything that is missing is named in one line, once', () => {
  const needs = ['format', 'wasm', 'wasi', 'native', 'browser', 'npm'];
  const names =
    'clang-format emscripten binaryen clang lld wasi-libc libclang-rt-dev-wasm32 libclang-rt-dev chromium';
  assert.deepEqual(setUp(needs, none), {
    status: 1,
    text: `krait needs ${names}: install with 'sudo ${apt} ${names}'\n`,
  });
});

test('what is there is not asked for', () => {
  const has = { ...none, emcc: '', clang: '' };
  has['dpkg-query'] = 'case $* in *wasi-libc) echo "install ok installed";; esac';
  const names = 'binaryen lld libclang-rt-dev-wasm32';
  assert.deepEqual(setUp(['wasm', 'wasi'], has), {
    status: 1,
    text: `krait needs ${names}: install with 'sudo ${apt} ${names}'\n`,
  });
  assert.deepEqual(setUp(['wasm'], { ...has, 'wasm-opt': '' }), { status: 0, text: '' });
});

test('a machine without apt-get', () => {
  assert.deepEqual(setUp(['browser'], {}, 0), {
    status: 1,
    text: 'krait needs chromium: so Debian 12 calls them; here is no apt-get to install them with\n',
  });
});

test('root installs, after an update where the lists are old', () => {
  const has = { 'apt-get': 'echo "$@" >>"$LOG"; [ "$1" = update ] || grep -q update "$LOG"' };
  assert.deepEqual(setUp(['wasm'], has, 0), {
    status: 0,
    text: 'setup: installing emscripten binaryen\n',
  });
  const install = `${apt.replace('apt-get ', '')} emscripten binaryen\n`;
  assert.equal(log(), `${install}update\n${install}`);
});

test('root hears why nothing can be installed', () => {
  for (const works of ['nothing', 'update']) {
    const has = { 'apt-get': `[ "$1" = ${works} ] || { echo E: no network >&2; exit 100; }` };
    assert.deepEqual(setUp(['browser'], has, 0), {
      status: 1,
      text: `setup: installing chromium\nE: no network\nkrait needs chromium, and '${apt} chromium' failed: see above\n`,
    });
  }
});

test('Node.js', () => {
  const cases = [
    [{}, 'krait needs Node.js 20 or later, and finds no node in PATH'],
    [
      { node: 'echo v18.20.4' },
      'krait needs Node.js 20 or later; node in PATH is v18.20.4',
    ],
    [{ node: 'echo v9.0.0' }, 'krait needs Node.js 20 or later; node in PATH is v9.0.0'],
    [{ node: 'echo v20.0.0' }, 'krait needs npm, which comes with Node.js 20 or later'],
    [
      { node: 'echo v100.0.0', npm: 'echo "npm error: no network" >&2; exit 1' },
      "setup: npm ci\nnpm error: no network\nkrait needs the packages of package-lock.json, and 'npm ci' failed: see above",
    ],
  ]; // prettier-ignore
  for (const [has, text] of cases) {
    assert.deepEqual(setUp(['npm'], has), { status: 1, text: `${text}\n` });
  }
});
