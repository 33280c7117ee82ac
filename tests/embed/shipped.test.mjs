// The package as it is shipped: what package.json names is there, and works without the checkout's js/.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { before, test } from 'node:test';
import { root } from '../lib/krait.mjs';
import { temporaryFolder } from '../lib/suite.mjs';

const about = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
/** Where the package is installed. */
const home = temporaryFolder();

before(() => {
  const to = join(home, 'node_modules', 'krait');
  cpSync(join(root, 'package.json'), join(to, 'package.json'));
  for (const name of about.files) {
    assert(existsSync(join(root, name)), `${name} is not there`);
    // The library is large, and only read.
    if (name === 'dist/lib') symlinkSync(join(root, name), join(to, name));
    else cpSync(join(root, name), join(to, name), { recursive: true });
  }
});

const node = (...args) =>
  spawnSync(process.execPath, args, { cwd: home, encoding: 'utf8', timeout: 300_000 });

test('types', () => {
  assert(existsSync(join(home, 'node_modules/krait', about.exports['.'].types)));
});

test('import', () => {
  const program = `import { Krait, PythonError } from 'krait';
    const py = await Krait.create({ stdout: (text) => process.stdout.write(text), files: { 'm.py': 'x = 2' } });
    await py.run('import sys, json\\nsys.path.append(".")\\nimport m\\nprint(json.dumps([m.x]))');
    const error = await py.run('open("nothing")').catch((e) => e);
    console.log(error instanceof PythonError, error.name, error.message);
    await py.dispose();`;
  const { stdout, stderr, status } = node('--input-type=module', '-e', program);
  assert.deepEqual([stderr, status], ['', 0]);
  assert.equal(
    stdout,
    "[2]\ntrue PythonError FileNotFoundError: [Errno 44] No such file or directory: 'nothing'\n",
  );
});

test('command', () => {
  const command = join(home, 'node_modules/krait', about.bin.krait);
  const program = 'import sys, os, json; print(sys.executable, os.path.dirname(json.__file__))';
  const { stdout, stderr, status } = node(command, '-c', program);
  assert.deepEqual([stderr, status], ['', 0]);
  const [executable, library] = stdout.trim().split(' ');
  assert.equal(executable.split('/').slice(-4).join('/'), `krait/${about.bin.krait}`);
  assert.equal(library, join(dirname(dirname(executable)), 'lib/python3.14/json'));
  const failed = node(command, '-c', 'import os; os.remove("nothing")');
  assert.equal(failed.status, 1);
  assert.match(failed.stderr, /^FileNotFoundError: \[Errno \d+\] No such file or directory/m);
  assert.equal(node(command, '-m', 'nothing_there').status, 1);
});
