// The oracle: CPython 3.14 itself (Pyodide), asked what `python3 prog.py` prints.
//
// A program runs as the real `__main__` through CPython's own C API, down to interpreter finalization
// (atexit, module teardown, the last flush). Afterwards the WebAssembly memory is put back to a picture
// taken before the first program, so every program meets a fresh interpreter for 15 ms instead of the
// two seconds a start takes, and not even a fatal error or a stack overflow spoils the next one.
//
// As a library:    const oracle = new Oracle(); await oracle.run(job); oracle.stop()
// As a command:    node tests/lib/oracle.mjs FILE.py | -c CODE     prints what CPython 3.14 prints
//
// A job is { name, source, args, stdin, files, timeout }: `source` (a Uint8Array or string) is written as
// `name` into a fresh directory, which is the working directory; `files` is { relative path: content }.
// The answer is { stdout, stderr, status } with the directory's own path removed from both texts, or
// status 'crash' (the oracle itself could not do it) or 'timeout'.
import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { root } from './krait.mjs';
import { inParallel } from './parallel.mjs';

const self = fileURLToPath(import.meta.url);
/** Where its answers are kept. */
export const cacheDir = join(root, 'build', 'oracle-cache');
const programDir = '/program';
const defaultTimeout = 60_000;

// --- the worker: one process with one Pyodide -----------------------------------------------------------

// Undo what makes Pyodide's interpreter different from `python3 prog.py`.
const prelude = `
def _prepare():
    import sys, gc, warnings
    sys.meta_path[:] = [f for f in sys.meta_path if isinstance(f, type)]
    sys.excepthook = sys.__excepthook__
    sys.displayhook = sys.__displayhook__
    sys.path[:] = ['/program'] + [p for p in sys.path if p]
    for name in [n for n in sys.modules if n.startswith(('pyodide_js', 'js'))]:
        del sys.modules[name]
    import os
    os.environ.pop('PYTHONINSPECT', None)
    os.environ.pop('LD_LIBRARY_PATH', None)
    gc.set_threshold(2000, 10, 0)
    # What else holds on to __main__: at the end its names would become None, instead of going with it.
    import __main__
    for holder in gc.get_referrers(__main__):
        if isinstance(holder, dict) and holder is not sys.modules and '__main__' in holder:
            del holder['__main__']
    gc.collect()
_prepare()
for _n in [n for n in globals() if not (n.startswith('__') and n.endswith('__'))]:
    del globals()[_n]
del _n
import gc; gc.collect(); del gc
`;

async function worker() {
  const { loadPyodide } = await import('pyodide');
  // LANG: else the language of a Node.js that has `navigator`.
  const py = await loadPyodide({ env: { PYTHONHASHSEED: '0', LANG: 'C.UTF-8' } });
  py.globals.destroy(); // it holds on to __main__ as well
  const M = py._module;
  const FS = py.FS;
  let chunks, input;
  const capture = (which) => ({
    write(bytes) {
      chunks[which].push(Buffer.from(bytes));
      return bytes.length;
    },
    isatty: false,
  });
  py.setStdout(capture('stdout'));
  py.setStderr(capture('stderr'));
  py.setStdin({
    read(buffer) {
      const part = input.subarray(0, buffer.length);
      buffer.set(part);
      input = input.subarray(part.length);
      return part.length;
    },
    isatty: false,
  });

  const cString = (text) => {
    const bytes = Buffer.from(text + '\0');
    const p = M._malloc(bytes.length);
    M.HEAPU8.set(bytes, p);
    return p;
  };
  chunks = { stdout: [], stderr: [] };
  if (M._PyRun_SimpleStringFlags(cString(prelude), 0) !== 0) {
    throw new Error(`oracle prelude: ${Buffer.concat(chunks.stderr)}`);
  }
  M._PyConfig_Set(cString('inspect'), M._PyLong_FromLong(0));
  FS.mkdir(programDir);
  const picture = M.HEAPU8.slice();
  const stackPointer = M.stackSave();
  const openFiles = FS.streams.length;

  function emptyDirectory(dir) {
    for (const entry of FS.readdir(dir)) {
      if (entry === '.' || entry === '..') continue;
      const path = `${dir}/${entry}`;
      if (FS.isDir(FS.lstat(path).mode)) {
        emptyDirectory(path);
        FS.rmdir(path);
      } else FS.unlink(path);
    }
  }

  function run({ name, source, args = [], stdin = '', files = {} }) {
    chunks = { stdout: [], stderr: [] };
    input = Buffer.from(stdin);
    for (const [path, content] of Object.entries({ ...files, [name]: source })) {
      FS.mkdirTree(`${programDir}/${dirname(path)}`);
      FS.writeFile(
        `${programDir}/${path}`,
        typeof content === 'string' ? content : new Uint8Array(content),
      );
    }
    FS.chdir(programDir);
    let status;
    let crash;
    try {
      const setup = `import sys; sys.argv[:] = ${JSON.stringify([`${programDir}/${name}`, ...args])}; del sys`;
      M._PyRun_SimpleStringFlags(cString(setup), 0);
      const path = cString(`${programDir}/${name}`);
      const file = M._fopen(path, cString('r'));
      status = M._PyRun_SimpleFileExFlags(file, path, 1, 0) ? 1 : 0;
      if (M._Py_FinalizeEx() < 0) status = 120;
    } catch (error) {
      if (error?.name === 'ExitStatus' || error?.name === 'Exit') status = error.status;
      else {
        status = 'crash';
        crash = `${error?.name}: ${error?.message}`;
      }
    }
    M.HEAPU8.set(picture);
    M.HEAPU8.fill(0, picture.length);
    M.stackRestore(stackPointer);
    for (let fd = openFiles; fd < FS.streams.length; fd++) {
      if (FS.streams[fd]) FS.close(FS.streams[fd]);
    }
    FS.chdir('/');
    emptyDirectory(programDir);
    emptyDirectory('/tmp');
    const text = (parts) =>
      Buffer.concat(parts).toString('latin1').replaceAll(`${programDir}/`, '');
    return { stdout: text(chunks.stdout), stderr: text(chunks.stderr), status, crash };
  }

  process.on('message', (job) => process.send(run(job)));
  process.on('disconnect', () => process.exit());
  process.send('ready');
}

// --- the library ----------------------------------------------------------------------------------------

const pyodideVersion = JSON.parse(
  readFileSync(join(root, 'node_modules/pyodide/package.json'), 'utf8'),
).version;

function cacheKey(job) {
  const hash = createHash('sha256');
  // Part of the key: this file (its prelude) and CPython's version.
  hash.update(prelude).update(pyodideVersion).update('3\0');
  hash
    .update(job.name)
    .update('\0')
    .update(job.source)
    .update('\0')
    .update(JSON.stringify(job.args ?? []));
  hash
    .update('\0')
    .update(job.stdin ?? '')
    .update('\0');
  for (const [path, content] of Object.entries(job.files ?? {}))
    hash.update(path).update('\0').update(content);
  return hash.digest('hex').slice(0, 40);
}

/**
 * One oracle process, which starts with the first job that the cache cannot answer. Jobs are answered one at a
 * time.
 */
export class Oracle {
  #child;
  #ready;
  #last = Promise.resolve();

  #spawn() {
    // A large C stack, so that CPython's own recursion limits are met before the host's.
    const child = fork(self, ['--worker'], {
      execPath: '/bin/sh',
      execArgv: ['-c', 'ulimit -s 500000; exec "$0" --stack-size=480000 "$@"', process.execPath],
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.#child = child;
    this.#ready = new Promise((resolve, reject) => {
      child.once('message', resolve);
      child.once('exit', (code) => reject(new Error(`the oracle process ended (${code})`)));
    });
    this.#ready.catch(() => {});
  }

  /** Answers a job; see the head of this file. */
  async run(job) {
    const path = join(cacheDir, cacheKey(job));
    try {
      return JSON.parse(gunzipSync(readFileSync(path)).toString());
    } catch {
      // Not asked before.
    }
    const answer = await (this.#last = this.#last.catch(() => {}).then(() => this.#ask(job)));
    mkdirSync(cacheDir, { recursive: true });
    if (answer.status !== 'timeout') {
      writeFileSync(`${path}.${process.pid}`, gzipSync(JSON.stringify(answer), { level: 1 }));
      renameSync(`${path}.${process.pid}`, path);
    }
    return answer;
  }

  async #ask(job) {
    if (!this.#child) this.#spawn();
    const child = this.#child;
    await this.#ready;
    return new Promise((resolve) => {
      const done = (answer) => {
        clearTimeout(timer);
        child.removeAllListeners();
        resolve(answer);
      };
      const lost = (status) => () => {
        this.#child = undefined;
        child.kill('SIGKILL');
        done({ stdout: '', stderr: '', status });
      };
      const timer = setTimeout(lost('timeout'), job.timeout ?? defaultTimeout);
      child.once('message', done);
      child.once('exit', lost('crash'));
      child.send({ ...job, timeout: undefined });
    });
  }

  stop() {
    this.#child?.removeAllListeners();
    this.#child?.disconnect();
    this.#child = undefined;
  }
}

/**
 * Calls work(item, oracle) for every item in so many lanes, each with an oracle of its own, unless one is given
 * or none is wanted.
 */
export async function askInParallel(items, lanes, work, { oracle, compare = true } = {}) {
  const own = [];
  await inParallel(items, lanes, (item, lane) =>
    work(item, oracle ?? (compare ? (own[lane] ??= new Oracle()) : undefined)),
  ).finally(() => own.forEach((each) => each.stop()));
}

// --- the command ----------------------------------------------------------------------------------------

async function command(argv) {
  const oracle = new Oracle();
  const jobs = [];
  if (argv[0] === '-c') jobs.push({ name: 'prog.py', source: argv[1], args: argv.slice(2) });
  else for (const path of argv) jobs.push({ name: basename(path), source: readFileSync(path) });
  for (const job of jobs) {
    const answer = await oracle.run(job);
    process.stdout.write(answer.stdout, 'latin1');
    process.stderr.write(answer.stderr, 'latin1');
    if (answer.crash) process.stderr.write(`oracle crash: ${answer.crash}\n`);
    process.exitCode = typeof answer.status === 'number' ? answer.status : 70;
  }
  oracle.stop();
}

if (process.argv[1] === self) {
  if (process.argv[2] === '--worker') await worker();
  else if (process.argv.length > 2) await command(process.argv.slice(2));
  else console.error('usage: node tests/lib/oracle.mjs FILE.py... | -c CODE [ARGS]');
}
