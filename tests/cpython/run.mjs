// CPython's own test suites, method by method: what becomes of each method in Krait, compared with
// expected.txt, which names every method that does not pass, with its reason.
//
// usage: node tests/cpython/run.mjs [--interpreter krait|pyodide|PROGRAM] [--library DIR] [--jobs N]
//                                   [--only REGEXP] [--detail] [--list] [SUITE...]
//
// Without --interpreter Krait runs, and CPython 3.14 (Pyodide) beside it, to
// confirm that what is listed as changed since 3.11 fails there too, and that what it passes is not skipped
// by Krait. With it, that interpreter's outcomes are printed.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root, spawnText } from '../lib/krait.mjs';
import { cacheDir } from '../lib/oracle.mjs';
import { inParallel } from '../lib/parallel.mjs';

const self = fileURLToPath(import.meta.url);
const here = dirname(self);

/** Where Debian's libpython3.11-testsuite puts the suites. */
export const library = '/usr/lib/python3.11/test';

export const suites = [
  ...['test_sys', 'test_gc', 'test_weakref', 'test_weakset', 'test_thread', 'test_threading'],
  ...['test_threading_local', 'test_threadsignals', 'test_queue', 'test_concurrent_futures'],
  ...['test_contextlib', 'test_context', 'test_sys_settrace', 'test_sys_setprofile', 'test_audit'],
  ...['test_atexit', 'test_tracemalloc', 'test_cprofile', 'test_profile', 'test_pstats'],
  ...['test_trace', 'test_bdb', 'test_pdb', 'test_faulthandler', 'test_code', 'test_frame'],
  'test_dis',
];

/** Nothing heard of a suite for so long: the method that runs hangs. */
const silence = 300_000;

// --- one suite ------------------------------------------------------------------------------------------

/** Links to all that a folder has, but for some. */
function linkAll(from, to, except = []) {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from))
    if (!except.includes(name)) symlinkSync(join(from, name), join(to, name));
}

/**
 * A copy of what the command consists of, with the suites where an installed Python has them, so that child
 * processes find them as well. The suites go by the platform's name to know whether threads can be started.
 */
function makeHome(dir, library) {
  cpSync(join(root, 'js'), join(dir, 'js'), { recursive: true });
  const lib = join(dir, 'dist/lib/python3.14');
  linkAll(join(root, 'dist/lib/python3.14'), lib);
  linkAll(join(here, 'standins'), lib);
  symlinkSync(join(root, 'dist/krait.wasm'), join(dir, 'dist/krait.wasm'));
  linkAll(library, join(lib, 'test'), ['support']);
  const helper = 'threading_helper.py';
  linkAll(join(library, 'support'), join(lib, 'test/support'), [helper, '__pycache__']);
  const text = readFileSync(join(library, 'support', helper), 'utf8');
  writeFileSync(join(lib, 'test/support', helper), `${text}\ncan_start_thread = True\n`);
  return { command: join(dir, 'js/cli.mjs'), library: join(lib, 'test') };
}

/** Answers requests of processes.py, until the returned function is called. */
function serve(folder, command) {
  let busy = new Set();
  const answer = async (name) => {
    const path = join(folder, name.slice(0, -'.request'.length));
    const { args, program, env, cwd, input, merge } = JSON.parse(
      readFileSync(`${path}.request`, 'utf8'),
    );
    unlinkSync(`${path}.request`);
    let result;
    if (program !== command.at(-1)) result = { error: `cannot run ${program}` };
    else {
      const shell = merge ? ['/bin/sh', '-c', 'exec "$0" "$@" 2>&1'] : [];
      const ended = await spawnText([...shell, ...command, ...args.slice(1)], {
        cwd,
        env: { PATH: process.env.PATH, ...env },
        stdin: Buffer.from(input, 'base64'),
        timeout: silence / 2,
      });
      const [, signal] = /^signal (\w+)$/.exec(ended.status) ?? [];
      const numbers = { SIGINT: 2, SIGABRT: 6, SIGKILL: 9, SIGSEGV: 11, SIGTERM: 15 };
      result = { status: signal ? -(numbers[signal] ?? 1) : ended.status };
      if (ended.status === 'timeout') result.status = -9;
      for (const stream of ['stdout', 'stderr'])
        result[stream] = Buffer.from(ended[stream], 'latin1').toString('base64');
    }
    if (!existsSync(folder)) return;
    writeFileSync(`${path}.part`, JSON.stringify(result));
    renameSync(`${path}.part`, `${path}.answer`);
  };
  const timer = setInterval(() => {
    for (const name of readdirSync(folder)) {
      if (!name.endsWith('.request') || busy.has(name)) continue;
      busy.add(name);
      answer(name).catch((error) => console.error(`processes: ${error.stack}`));
    }
  }, 4);
  return () => clearInterval(timer);
}

/** Runs the interpreter once; answers the lines it wrote and how it ended. */
function once(command, config, cwd, env) {
  writeFileSync(config.results, '');
  return new Promise((done) => {
    const child = spawn(
      command[0],
      [...command.slice(1), join(here, 'methods.py'), JSON.stringify(config)],
      {
        cwd,
        env,
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    let printed = '';
    let timedOut = false;
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (data) => (printed = (printed + data.toString('latin1')).slice(-5000)));
    let heard = 0;
    let since = Date.now();
    const timer = setInterval(() => {
      const size = readFileSync(config.results).length;
      if (size !== heard) [heard, since] = [size, Date.now()];
      else if (Date.now() - since > silence) {
        timedOut = true;
        child.kill('SIGKILL');
      }
    }, 1000);
    child.on('close', (code, signal) => {
      clearInterval(timer);
      const lines = readFileSync(config.results, 'utf8').split('\n').filter(Boolean);
      done({
        lines: lines.map((line) => JSON.parse(line)),
        how: timedOut ? 'hang' : `crash`,
        printed: `${signal ?? code}\n${printed}`,
      });
    });
  });
}

/** What to start for an interpreter's name, and where the suites are for it. */
function place(interpreter, dir, library) {
  if (interpreter === 'krait') {
    const home = makeHome(join(dir, 'home'), library);
    return { command: [process.execPath, home.command], library: home.library };
  }
  if (interpreter === 'pyodide')
    return { command: [process.execPath, '--stack-size=8000', self, '--pyodide'], library };
  return { command: [interpreter], library };
}

/** @returns {Promise<Map<string, {outcome: string, detail: string}>>} by suite.Class.method */
export async function runSuite(suite, options = {}) {
  const { interpreter = 'krait', only = '', from = library } = options;
  const dir = mkdtempSync(join(tmpdir(), 'krait-suite-'));
  const outcomes = new Map();
  let stop;
  try {
    for (const name of ['home', 'work', 'tmp', 'processes']) mkdirSync(join(dir, name));
    const { command, library } = place(interpreter, dir, from);
    const processes = interpreter === 'krait' ? join(dir, 'processes') : '';
    if (processes) stop = serve(processes, command);
    const config = { library, suite, results: join(dir, 'results'), only, processes };
    const env = {
      PATH: process.env.PATH,
      HOME: dir,
      TMPDIR: join(dir, 'tmp'),
      LANG: 'C.UTF-8',
      PYTHONHASHSEED: '0',
    };
    for (let ended = false; !ended;) {
      const skip = [...outcomes.keys()].map((id) => id.slice(id.indexOf('/') + 1));
      const { lines, how, printed } = await once(
        command,
        { ...config, skip },
        join(dir, 'work'),
        env,
      );
      let running = '';
      let since = 0;
      for (const { id: name, outcome, detail, at } of lines) {
        // A suite can have methods of another.
        const id = `${name}.`.startsWith(`${suite}.`) ? name : `${suite}/${name}`;
        if (outcome === 'start') [running, since] = [id, at];
        else if (outcome === 'end') ended = true;
        else {
          const before = outcomes.get(id);
          // A method can fail more than once, in its subtests.
          if (!before || before.outcome === 'pass')
            outcomes.set(id, { outcome, detail, seconds: at - since });
          else if (outcome !== 'pass') before.detail += `\n${detail}`;
          if (running === id) running = '';
        }
      }
      if (ended) break;
      if (!running) {
        outcomes.set(suite, { outcome: how, detail: printed });
        break;
      }
      outcomes.set(running, { outcome: how, detail: printed });
    }
  } finally {
    stop?.();
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  }
  return outcomes;
}

// --- CPython 3.14 ---------------------------------------------------------------------------------------

/** `run.mjs --pyodide methods.py CONFIG`: what commandOf starts. */
async function pyodide([script, json]) {
  const { loadPyodide } = await import('pyodide');
  const py = await loadPyodide({ env: { PYTHONHASHSEED: '0' } });
  const { library, results } = JSON.parse(json);
  for (const path of new Set([library, dirname(results), here])) {
    py.FS.mkdirTree(path);
    py.FS.mount(py.FS.filesystems.NODEFS, { root: path }, path);
  }
  const write = (stream) => (bytes) => (stream.write(Buffer.from(bytes)), bytes.length);
  py.setStdout({ write: write(process.stdout) });
  py.setStderr({ write: write(process.stderr) });
  py.runPython(`
import os, sys
import __main__
__main__.__file__ = ${JSON.stringify(script)}
sys.argv = ${JSON.stringify([script, json])}
sys.meta_path[:] = [f for f in sys.meta_path if isinstance(f, type)]
sys.excepthook = sys.__excepthook__
sys.displayhook = sys.__displayhook__
os.makedirs('/tmp/work')
os.chdir('/tmp/work')
del os, sys, __main__
`);
  py.runPython(readFileSync(script, 'utf8'), {
    globals: py.runPython('import __main__; __main__.__dict__'),
    filename: script,
  });
}

/** Outcomes of CPython 3.14, kept beside the oracle's other answers. */
export async function askPyodide(suite, from = library) {
  const hash = createHash('sha256');
  for (const path of [
    self,
    join(here, 'methods.py'),
    join(from, `${suite.replaceAll('.', '/')}.py`),
  ])
    hash.update(readFileSync(path));
  hash.update(readFileSync(join(root, 'node_modules/pyodide/package.json')));
  const path = join(cacheDir, `${suite}-${hash.digest('hex').slice(0, 40)}`);
  if (existsSync(path)) return new Map(JSON.parse(readFileSync(path, 'utf8')));
  const outcomes = await runSuite(suite, { interpreter: 'pyodide', from });
  mkdirSync(cacheDir, { recursive: true });
  writeFileSync(path, JSON.stringify([...outcomes]));
  return outcomes;
}

// --- the list -------------------------------------------------------------------------------------------

/** @returns {Map<string, {kind: string, reason: string}>} what is expected not to pass */
export function readExpected(path = join(here, 'expected.txt')) {
  const expected = new Map();
  let section;
  for (const [number, line] of readFileSync(path, 'utf8').split('\n').entries()) {
    const head = /^\[(changed|platform|design|defect|unstable)\] (.+)$/.exec(line);
    if (head) section = { kind: head[1], reason: head[2] };
    else if (line && !line.startsWith('#')) {
      if (!section || !/^\S.*$/.test(line)) throw new Error(`expected.txt:${number + 1}: ${line}`);
      if (expected.has(line)) throw new Error(`expected.txt:${number + 1}: ${line} is there twice`);
      expected.set(line, section);
    }
  }
  return expected;
}

/** What a suite's outcomes and the list disagree about: [id, sentence, detail]. */
export function compare(suite, outcomes, expected, oracle) {
  const found = [];
  for (const [id, { outcome, detail }] of outcomes) {
    const listed = expected.get(id);
    const there = oracle?.get(id)?.outcome;
    if (outcome === 'pass') {
      if (listed && listed.kind !== 'unstable')
        found.push([id, 'passes, and is listed', listed.reason]);
    } else if (!listed) {
      if (outcome !== 'skip') found.push([id, outcome, detail]);
      else if (there === 'pass') found.push([id, 'is skipped, and passes in CPython 3.14', detail]);
    } else if (listed.kind === 'changed' && there === 'pass')
      found.push([id, 'is listed as changed, and passes in CPython 3.14', detail]);
  }
  for (const [id, { reason }] of expected)
    if (id.split(/[./]/, 1)[0] === suite && !outcomes.has(id))
      found.push([id, 'is listed, and did not run', reason]);
  return found;
}

// --- the command ----------------------------------------------------------------------------------------

async function command(argv) {
  const options = { jobs: availableParallelism(), from: library, only: '' };
  const names = [];
  for (let arg; (arg = argv.shift());) {
    if (arg === '--interpreter') options.interpreter = argv.shift();
    else if (arg === '--library') options.from = argv.shift();
    else if (arg === '--jobs') options.jobs = Number(argv.shift());
    else if (arg === '--only') options.only = argv.shift();
    else if (arg === '--detail') options.detail = true;
    else if (arg === '--list') options.list = true;
    else names.push(arg);
  }
  const alone = options.interpreter || options.only || options.from !== library;
  const expected = alone ? new Map() : readExpected();
  let wrong = 0;
  const total = {};
  await inParallel(names.length ? names : suites, options.jobs, async (suite) => {
    const begun = Date.now();
    const outcomes = await runSuite(suite, options);
    const seconds = ((Date.now() - begun) / 1000).toFixed(1);
    const oracle =
      options.interpreter || options.only ? undefined : await askPyodide(suite, options.from);
    const counts = {};
    for (const [id, { outcome }] of outcomes) {
      const kind = outcome !== 'pass' && expected.get(id)?.kind;
      counts[kind || outcome] = (counts[kind || outcome] ?? 0) + 1;
    }
    for (const name in counts) total[name] = (total[name] ?? 0) + counts[name];
    const text = Object.entries(counts).map(([name, n]) => `${name} ${n}`);
    console.log(`${suite}: ${text.join(', ')} (${seconds} s)`);
    for (const [id, what, detail] of compare(suite, outcomes, expected, oracle)) {
      wrong++;
      const there = oracle?.get(id)?.outcome;
      console.log(`  ${id}: ${what}${there ? ` (CPython 3.14: ${there})` : ''}`);
      const text = detail.trimEnd();
      if (options.detail) console.log(text.replace(/^/gm, '      '));
      else if (text) console.log(`      ${text.slice(text.lastIndexOf('\n') + 1)}`);
    }
    if (options.list)
      for (const [id, { outcome, detail, seconds }] of outcomes)
        console.log(`  ${id} ${outcome} ${outcome === 'skip' ? detail : seconds?.toFixed(1)}`);
  });
  console.log(
    `in all: ${Object.entries(total)
      .map(([name, n]) => `${name} ${n}`)
      .join(', ')}`,
  );
  process.exitCode = wrong ? 1 : 0;
}

if (process.argv[1] === self) {
  if (process.argv[2] === '--pyodide') await pyodide(process.argv.slice(3));
  else await command(process.argv.slice(2));
}
