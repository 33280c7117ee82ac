// Runs Python programs in Krait and in CPython 3.14 (the oracle) and reports where they differ: standard
// output, standard error and exit status, byte for byte. Usage: `node tests/lib/compare.mjs` or
// tests/README.md.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stdlib } from '../../wasm/stdlib.mjs';
import { differences, normalizeAll } from '../differences.mjs';
import { listing } from './listing.mjs';
import { runKrait, utf8 } from './krait.mjs';
import { askInParallel } from './oracle.mjs';
import { defaultLanes } from './parallel.mjs';

const self = fileURLToPath(import.meta.url);
const here = dirname(self);
const testsDir = dirname(here);

const usage = `usage: node tests/lib/compare.mjs [options] FILE.py|DIRECTORY... | -c CODE
  (no option)   run each program in both, compare stdout, stderr, exit status
  --ast         compare the syntax trees with all positions      (--ast=types: with type comments)
  --syntax      compare the SyntaxError of a program that is wrong, field by field
  --trace       compare the events of sys.settrace
  --events      compare what tracers, profilers, monitoring tools are told (--events=opcodes,profile,monitor)
  --code        compare the code objects, recursively            (--code=0|1|2: optimize level)
  --krait PATH  the binary to use (default: $KRAIT, else the WebAssembly build)
  --jobs N      how many at a time (default 2)
  --only TEXT   programs whose name contains TEXT
  --lines N     lines of difference to show per program (default 40)
  --list        print the name of each program that agrees, too
  --timeout S   seconds for one program (default 60)
A file whose first line is "# snippets" holds many programs, separated by lines that start with "# ---".
@stdlib stands for all files of the standard library, Pyodide's own included.
PROG.in beside PROG.py is its standard input, PROG.d/ holds files it finds in its directory, as every program
beside common.d/ finds those; a line "# args: ..." among the first five gives its arguments.`;

// --- finding programs -----------------------------------------------------------------------------------

function* pythonFiles(path) {
  if (statSync(path).isDirectory()) {
    for (const entry of readdirSync(path).sort()) {
      if (entry.startsWith('.') || entry.endsWith('.d') || entry === '__pycache__') continue;
      const child = join(path, entry);
      if (statSync(child).isDirectory() || entry.endsWith('.py')) yield* pythonFiles(child);
    }
  } else yield path;
}

/** { relative path: content } of the files below a directory, if there is one. */
function directoryContent(dir) {
  const files = {};
  if (!existsSync(dir)) return files;
  for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath ?? entry.path, entry.name);
    files[relative(dir, path)] = readFileSync(path);
  }
  return files;
}

/** The jobs (oracle.mjs) in files and directories; each has `title`, the name it is reported under. */
export function* programs(paths) {
  for (const path of paths) {
    if (path === '@stdlib') {
      for (const [name, source] of stdlib({ all: true })) {
        if (name.endsWith('.py'))
          yield { title: `@stdlib/${name}`, name: 'prog.py', source, args: [], files: {} };
      }
      continue;
    }
    for (const file of pythonFiles(path)) {
      const title = relative(testsDir, resolve(file)).startsWith('..')
        ? file
        : relative(testsDir, resolve(file));
      const source = readFileSync(file);
      const stem = file.replace(/\.py$/, '');
      const files = {
        ...directoryContent(join(dirname(file), 'common.d')),
        ...directoryContent(`${stem}.d`),
      };
      const job = { stdin: '', files, args: [] };
      if (existsSync(`${stem}.in`)) job.stdin = readFileSync(`${stem}.in`);
      const head = source.toString('latin1').split('\n', 5);
      const args = head.find((line) => line.startsWith('# args:'));
      if (args) job.args = args.slice(7).trim().split(/\s+/);
      if (!head[0].startsWith('# snippets')) {
        yield { ...job, title, name: basename(file), source };
        continue;
      }
      const parts = source.toString('latin1').split(/^# ---.*\n/m);
      for (const [i, part] of parts.entries()) {
        if (i === 0 && /^(\s*(#.*)?\n)*$/.test(part)) continue; // only the head comment
        yield {
          ...job,
          title: `${title}:${i}`,
          name: 'prog.py',
          source: Buffer.from(part, 'latin1'),
        };
      }
    }
  }
}

// --- the ways to compare --------------------------------------------------------------------------------

/** A job in which harness/NAME.py deals with the job's program, which it finds as prog.py. */
export function harness(name, job, args = []) {
  return {
    ...job,
    name: `${name}.py`,
    source: readFileSync(join(here, 'harness', `${name}.py`)),
    files: { ...job.files, 'prog.py': job.source },
    args,
  };
}

const modes = {
  run: (job) => job,
  ast: (job, option) => harness('ast', job, option ? [option] : []),
  syntax: (job) => harness('syntax', job),
  trace: (job) => harness('trace', job),
  events: (job, option = 'opcodes,profile,monitor') => harness('events', job, option.split(',')),
  code: (job, option) => harness('code', job, option ? [option] : []),
};

// --- comparing ------------------------------------------------------------------------------------------

const used = new Set();

function normalized(title, text) {
  let result = normalizeAll(text);
  for (const entry of differences) {
    if (!entry.normalize || !entry.programs.includes(title)) continue;
    const changed = entry.normalize(result);
    if (changed !== result) used.add(entry);
    result = changed;
  }
  return result;
}

function knownStatus(title, cpython, krait) {
  const entry = differences.find(({ programs, status }) => status && programs.includes(title));
  if (entry?.status.cpython !== cpython || !entry.status.krait.includes(krait)) return false;
  used.add(entry);
  return true;
}

/** Entries of tests/differences.mjs that changed nothing in the comparisons made so far. */
export const unusedDifferences = () => differences.filter((entry) => !used.has(entry));

/** A readable difference of two texts, as lines with "-" (CPython), "+" (Krait) and " " (both). */
export function diff(expected, actual, context = 3, limit = 40) {
  const a = expected.split('\n');
  const b = actual.split('\n');
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let endA = a.length;
  let endB = b.length;
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) (endA--, endB--);
  const out = a.slice(Math.max(0, start - context), start).map((line) => `  ${line}`);
  const x = a.slice(start, endA);
  const y = b.slice(start, endB);
  if (x.length * y.length <= 4_000_000) {
    // Longest common subsequence, from the end.
    const width = y.length + 1;
    const table = new Uint32Array((x.length + 1) * width);
    for (let i = x.length - 1; i >= 0; i--) {
      for (let j = y.length - 1; j >= 0; j--) {
        table[i * width + j] =
          x[i] === y[j]
            ? table[(i + 1) * width + j + 1] + 1
            : Math.max(table[(i + 1) * width + j], table[i * width + j + 1]);
      }
    }
    let i = 0;
    let j = 0;
    while (i < x.length || j < y.length) {
      if (i < x.length && j < y.length && x[i] === y[j]) (out.push(`  ${x[i++]}`), j++);
      else if (
        j === y.length ||
        (i < x.length && table[(i + 1) * width + j] >= table[i * width + j + 1])
      ) {
        out.push(`- ${x[i++]}`);
      } else out.push(`+ ${y[j++]}`);
    }
  } else
    out.push(...x.slice(0, limit).map((l) => `- ${l}`), ...y.slice(0, limit).map((l) => `+ ${l}`));
  out.push(...a.slice(endA, endA + context).map((line) => `  ${line}`));
  if (out.length > limit) out.splice(limit, Infinity, `  ... (${out.length - limit} more lines)`);
  return out.map(utf8).join('\n');
}

/** Whether Krait itself failed: a signal, a trap, a sanitizer's report, no end. */
export const crashed = ({ status, stderr }) =>
  typeof status !== 'number' ||
  status === 134 ||
  /Sanitizer|runtime error:|^Fatal Python error/m.test(stderr);

/** What differs between two answers, as text; '' when nothing does. */
export function explain(title, expected, actual, { mode = 'run', lines = 40 } = {}) {
  const parts = [];
  for (const name of ['stdout', 'stderr']) {
    let want = normalized(title, expected[name]);
    let have = normalized(title, actual[name]);
    if (want === have) continue;
    if (mode === 'code' && name === 'stdout') [want, have] = [listing(want), listing(have)];
    parts.push(`  ${name}: (- CPython, + Krait)\n${diff(want, have, 3, lines)}`);
  }
  if (expected.status !== actual.status && !knownStatus(title, expected.status, actual.status)) {
    parts.push(`  exit status: CPython ${expected.status}, Krait ${actual.status}`);
  }
  return parts.join('\n');
}

/**
 * Compares all jobs and calls `report({ title, problem, oracle })` for each: problem is '' for agreement;
 * oracle is false where the oracle itself had no answer (and Krait was only asked not to crash).
 * options: { mode, option, binary, jobs, timeout, lines, flags, env }.
 */
export async function compareAll(jobs, report, options = {}) {
  const mode = options.mode ?? 'run';
  await askInParallel(jobs, options.jobs ?? defaultLanes(), async (job, oracle) => {
    const { title } = job;
    const real = { ...modes[mode](job, options.option), timeout: options.timeout };
    const [expected, actual] = await Promise.all([oracle.run(real), runKrait(real, options)]);
    if (expected.status === 'crash' || expected.status === 'timeout') {
      const bad =
        typeof actual.status !== 'number' || /Sanitizer|runtime error:/.test(actual.stderr);
      const problem = bad ? `  Krait: ${actual.status}\n${actual.stderr.slice(0, 4000)}` : '';
      report({ title, problem, oracle: false });
    } else {
      const problem = explain(title, expected, actual, { ...options, mode });
      report({ title, problem, oracle: true });
    }
  });
}

/** Fails the test of a program with what compareAll reported of it, if that is anything. */
export function expectAgreement(problem) {
  if (!problem) return;
  const error = new Error(`differs from CPython\n${problem}`);
  error.stack = error.message; // where it was thrown says nothing
  throw error;
}

/**
 * For a suite: one node:test test per program below `dir`.
 * `test` is node:test's; options as for compareAll.
 */
export async function testPrograms(test, dir, options = {}) {
  const pending = notYet(options.mode ?? 'run');
  const results = new Map();
  const waiting = new Map();
  const jobs = [...programs([dir])];
  const settle = (result) => {
    results.set(result.title, result);
    waiting.get(result.title)?.(result);
  };
  const all = compareAll(jobs, settle, options);
  await Promise.all([
    all,
    ...jobs.map((job) =>
      test(job.title, { concurrency: true, todo: pending.has(job.title) }, async () => {
        const result =
          results.get(job.title) ??
          (await new Promise((resolve) => waiting.set(job.title, resolve)));
        expectAgreement(result.problem);
      }),
    ),
  ]);
}

/**
 * Programs that are known to differ still, and that nobody has mended yet: tests/not-yet.txt, lines of a
 * mode and a title. They run, and their failure is reported, but does not fail the suite. A line goes when
 * the difference does; deliberate differences stand in differences.mjs instead.
 * @param {string} mode
 * @returns {Set<string>} titles
 */
export function notYet(mode) {
  const lines = readFileSync(new URL('../not-yet.txt', import.meta.url), 'utf8').split('\n');
  return new Set(
    lines
      .filter((line) => line.startsWith(`${mode} `))
      .map((line) => line.slice(mode.length + 1).trim()),
  );
}

/** A short name for a text, for file names. */
export const digest = (text) => createHash('sha256').update(text).digest('hex').slice(0, 12);

// --- the command ----------------------------------------------------------------------------------------

async function command(argv) {
  const options = { mode: 'run' };
  const paths = [];
  let jobs;
  let only = '';
  let list = false;
  for (let i = 0; i < argv.length; i++) {
    const [flag, value] = argv[i].split('=', 2);
    const next = () => value ?? argv[++i];
    if (flag === '-c')
      jobs = [{ title: '-c', name: 'prog.py', source: argv[++i], args: [], files: {} }];
    else if (flag === '--krait') options.binary = next();
    else if (flag === '--jobs') options.jobs = Number(next());
    else if (flag === '--only') only = next();
    else if (flag === '--lines') options.lines = Number(next());
    else if (flag === '--timeout') options.timeout = Number(next()) * 1000;
    else if (flag === '--list') list = true;
    else if (flag.startsWith('--') && flag.slice(2) in modes) {
      options.mode = flag.slice(2);
      options.option = value;
    } else if (flag.startsWith('-')) {
      console.error(usage);
      process.exit(2);
    } else paths.push(argv[i]);
  }
  jobs ??= [...programs(paths)].filter((job) => job.title.includes(only));
  if (!jobs.length) {
    console.error(usage);
    process.exit(2);
  }
  let passed = 0;
  let failed = 0;
  let unknown = 0;
  await compareAll(
    jobs,
    ({ title, problem, oracle }) => {
      if (problem) {
        failed++;
        console.log(`DIFFERS ${title}\n${problem}\n`);
      } else {
        passed++;
        if (!oracle) unknown++;
        if (list) console.log(`ok ${title}${oracle ? '' : ' (the oracle had no answer)'}`);
      }
    },
    options,
  );
  if (unknown) console.log(`${unknown} of them without an answer from the oracle`);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed ? 1 : 0;
}

if (process.argv[1] === self) await command(process.argv.slice(2));
