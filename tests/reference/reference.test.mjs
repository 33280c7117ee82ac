// Every code block of the five reference documents runs as it stands there and shows what the document says
// (blocks.mjs): as a program of its own, statement by statement as at the prompt where values stand in
// comments, and again in the order of its document, in one session.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root, runKrait, spawnText, utf8 } from '../lib/krait.mjs';
import { sharedOracle } from '../lib/suite.mjs';
import { blocks } from './blocks.mjs';

const here = join(root, 'tests', 'reference');
const names = readdirSync(join(here, 'blocks')).sort();
const read = (path) => readFileSync(join(here, path));
const source = (name) => read(`blocks/${name}.py`);
const standIns = Object.fromEntries(
  readdirSync(join(here, 'standins')).map((file) => [file, read(`standins/${file}`)]),
);

const oracle = sharedOracle();

function matches(got, expected, what) {
  assert.ok(expected !== undefined, `${what}: nothing says what is expected: ${got}`);
  if (expected instanceof RegExp) assert.match(got, expected, what);
  else assert.equal(got, expected, what);
}

async function run(job, options) {
  const answer = await runKrait(job, options);
  return { ...answer, stdout: utf8(answer.stdout), stderr: utf8(answer.stderr) };
}

/** Some blocks compute for seconds where nothing else runs. */
const timeout = 300_000;

const session = (args) => ({
  timeout,
  name: 'read.py',
  source: read('read.py'),
  args,
  files: {
    ...standIns,
    ...Object.fromEntries(
      args.filter((arg) => !arg.startsWith('=')).map((arg) => [arg, read(`blocks/${arg}`)]),
    ),
  },
});

/** What a session wrote, by section: { prints, values: { line: value } } and all of it as `whole`. */
function sections(stdout) {
  return stdout
    .split(/^-- .*\n/m)
    .slice(1)
    .map((whole) => {
      const values = {};
      const prints = whole.replace(/^(\d+): (.*)\n/gm, (_, line, value) => {
        values[line] = value;
        return '';
      });
      return { whole, prints, values };
    });
}

/** Checks the values of a section against the table, all of both. */
async function checkValues(name, got, expected = {}) {
  let cpython;
  if (Object.values(expected).includes('cpython')) {
    const answer = await oracle.run(session([`${name}.py`]));
    cpython = sections(utf8(answer.stdout))[0].values;
  }
  for (const [line, value] of Object.entries(expected)) {
    assert.ok(line in got, `line ${line} shows nothing`);
    matches(got[line], value === 'cpython' ? cpython[line] : value, `line ${line}`);
  }
  assert.deepEqual(Object.keys(got), Object.keys(expected), 'the lines that show a value');
}

async function asProgram(name, block) {
  const job = { name: `${name}.py`, source: source(name), timeout };
  const answer = await run(job);
  const mask = block.mask ?? ((output) => output);
  matches(answer.stdout, block.prints, 'standard output');
  matches(answer.stderr, block.errors ?? '', 'standard error');
  assert.equal(answer.status, block.status ?? 0, 'exit status');
  if (block.check) assert.ok(block.check(block.prints.exec(answer.stdout).groups), answer.stdout);
  if (block.asks) {
    const cpython = await oracle.run(job);
    assert.equal(mask(answer.stdout), mask(utf8(cpython.stdout)), 'as in CPython');
  }
}

async function asSession(name, block) {
  const given = typeof block.given === 'string' ? [`=${block.given}`] : [];
  const adds = block.adds ?? [];
  const args = [...given, `${name}.py`, ...adds.map(([code]) => `=${code}`)];
  const answer = await run(session(args));
  const [own, ...added] = sections(answer.stdout).slice(given.length);
  assert.ok(own, answer.stdout + answer.stderr);
  await checkValues(name, own.values, block.values);
  if (!adds.length) matches(own.prints, block.sequence?.prints ?? block.prints, 'what it prints');
  for (const [i, [code, expected]] of adds.entries()) {
    const shown = added[i].whole.replace(/^\+: /, '');
    if (expected instanceof RegExp) assert.match(shown, expected, code);
    else assert.equal(shown.replace(/\n$/, ''), expected, code);
  }
}

const lanes = { concurrency: 2 };
test('blocks', lanes, (t) => Promise.all(names.map((file) => checkBlock(t, file))));

function checkBlock(parent, file) {
  const name = file.replace(/\.\w+$/, '');
  const block = blocks[name];
  return parent.test(`block ${name}`, async (t) => {
    assert.ok(block, 'blocks.mjs does not name it');
    if (block.diagram) {
      for (const claims of block.diagram)
        assert.ok(existsSync(join(here, 'claims', `${claims}.py`)), `claims/${claims}.py`);
      return;
    }
    const parts = [t.test('as a program', () => asProgram(name, block))];
    if (block.values || block.adds || block.given)
      parts.push(t.test('as a session', () => asSession(name, block)));
    if (block.needs) {
      parts.push(
        t.test(`beside a stand-in for ${block.needs}`, async () => {
          const answer = await run({
            name: `${name}.py`,
            source: source(name),
            files: { [`${block.needs}.py`]: standIns[`${block.needs}.py`] },
          });
          matches(answer.stdout, block.givenPrints, answer.stderr);
          assert.equal(answer.status, 0, answer.stderr);
        }),
      );
    }
    if (block.debug) {
      const module = join(root, 'dist', 'krait-debug.wasm');
      parts.push(
        t.test('in a debug build', { skip: !existsSync(module) }, async () => {
          const job = session([`${name}.py`, '=total_refs > 1000']);
          const answer = await run(job, { env: { KRAIT_WASM: module } });
          const [own, added] = sections(answer.stdout);
          assert.equal(own.whole, '', answer.stderr);
          assert.equal(added.whole, '+: True\n');
        }),
      );
    }
    await Promise.all(parts);
  });
}

for (const document of new Set(names.map((name) => name.slice(0, 3)))) {
  test(`document ${document} from its beginning to its end`, async () => {
    const programs = Object.keys(blocks).filter(
      (name) => name.startsWith(document) && !blocks[name].diagram,
    );
    const args = programs.flatMap((name) => {
      const { given } = blocks[name];
      return [...(typeof given === 'string' ? [`=${given}`] : []), `${name}.py`];
    });
    const answer = await run(session(args));
    const got = sections(answer.stdout);
    const atExit = programs.map((name) => blocks[name].sequence?.atExit).filter(Boolean);
    for (const words of atExit) {
      assert.ok(got.at(-1).prints.endsWith(`${words}\n`));
      got.at(-1).prints = got.at(-1).prints.slice(0, -words.length - 1);
    }
    for (const [i, arg] of args.entries()) {
      const name = arg.replace('.py', '');
      const block = blocks[name];
      if (!block) continue; // what the reader gave
      assert.ok(got[i], `${name}: the session ended before it\n${answer.stderr}`);
      const expected = block.sequence?.prints ?? block.givenPrints ?? block.prints;
      matches(got[i].prints, expected, `${name} in its document`);
      await checkValues(name, got[i].values, block.sequence?.values ?? block.values);
    }
    assert.equal(answer.status, 0, answer.stderr);
  });
}

test('sys.executable starts the same interpreter', async () => {
  const where = await run({ name: 'where.py', source: 'import sys\nprint(sys.executable)\n' });
  const code = 'import sys; print(sys.implementation.name, sys.argv)';
  const answer = await spawnText([where.stdout.trim(), '-c', code, 'x'], { env: process.env });
  assert.equal(answer.stdout, "krait ['-c', 'x']\n", answer.stderr);
});

/** In words, how a block is checked. */
function howChecked(block) {
  if (block.diagram) return `picture: claims/${block.diagram}.py`;
  const ways = [];
  if (block.needs) ways.push(`the error without ${block.needs}, and beside a stand-in`);
  else if (block.errors) ways.push('the failure that it shows');
  if (block.asks) ways.push('as CPython');
  if (block.prints instanceof RegExp) ways.push('output by pattern');
  else if (block.prints) ways.push('exact output');
  const lines = Object.values(block.values ?? {});
  if (lines.length) ways.push(`${lines.length} values`);
  if (block.adds) ways.push(`${block.adds.length} further statements`);
  return ways.join(', ');
}

test('every block is checked for something, and every entry of the table is a block', (t) => {
  const counts = {};
  for (const [name, block] of Object.entries(blocks)) {
    const how = howChecked(block);
    t.diagnostic(`${name}: ${how}`);
    assert.ok(how, `${name} is only run`);
    const document = (counts[name.slice(0, 3)] ??= { blocks: 0, exceptions: 0 });
    document.blocks++;
    if (block.needs) document.exceptions++;
  }
  for (const [document, { blocks: n, exceptions }] of Object.entries(counts))
    t.diagnostic(
      `document ${document}: ${n} blocks, ${exceptions} of them with a package outside Python`,
    );
  assert.deepEqual(
    Object.keys(blocks),
    names.map((name) => name.replace(/\.\w+$/, '')),
  );
});
