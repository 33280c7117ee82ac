// The package: an interpreter inside a web page or a Node.js program.
//
//   const py = await Krait.create({ stdout: (text) => ... });
//   await py.run('print(1 + 1)');
//
// A program gets nothing of the host but what is passed in here: its file system is in memory, its
// environment empty.
import { Interpreter } from './interpreter.mjs';
import { MemoryFiles } from './memory-files.mjs';
import { readOnly } from './read-only.mjs';
import { stackSize } from './stack.mjs';
import { Input, Output, isData, toBytes } from './streams.mjs';
import { System, toBinary } from './system.mjs';

/** @typedef {import('./index.d.ts').Options} Options */

const inNode = typeof process === 'object' && Boolean(process.versions?.node);
// What is shipped is in dist itself (wasm/bundle.mjs).
const dist = new URL(/** @type {any} */ (import.meta).dist ?? '../dist/', import.meta.url);
const libraryPath = '/lib/python3.14';

/** Compiled modules and unpacked libraries, by address: instances share them. @type {Map<string, Promise<any>>} */
const cache = new Map();
/** @template T @param {string} key @param {() => Promise<T>} make @returns {Promise<T>} */
function once(key, make) {
  let value = cache.get(key);
  if (!value) {
    value = make();
    cache.set(key, value);
    value.catch(() => cache.delete(key));
  }
  return value;
}

/** @param {URL | string} address @returns {URL} */
function toURL(address) {
  if (address instanceof URL) return address;
  if (inNode && !/^(file|https?|data):/.test(address))
    return new URL(address, `file://${process.cwd()}/`);
  return new URL(address, inNode ? undefined : location.href);
}

/** @param {Options['wasm']} source @returns {Promise<WebAssembly.Module>} */
async function loadModule(source) {
  if (source instanceof WebAssembly.Module) return source;
  if (source instanceof ArrayBuffer || ArrayBuffer.isView(source))
    return WebAssembly.compile(source);
  const url = toURL(/** @type {any} */ (source) ?? new URL('krait.wasm', dist));
  return once(`wasm ${url}`, async () => {
    if (url.protocol === 'file:') {
      const { readFile } = await import('node:fs/promises');
      return WebAssembly.compile(await readFile(url));
    }
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${url}: ${response.status}`);
    if (response.headers.get('content-type') === 'application/wasm')
      return WebAssembly.compileStreaming(response);
    return WebAssembly.compile(await response.arrayBuffer());
  });
}

/** The library as a read-only volume. @param {Options['library']} source */
async function loadLibrary(source) {
  if (source === false) return undefined;
  if (inNode && (!source || toURL(source).protocol === 'file:')) {
    const { NodeFiles } = await import('./node-files.mjs');
    const { fileURLToPath } = await import('node:url');
    return readOnly(
      new NodeFiles(fileURLToPath(source ? toURL(source) : new URL('lib/python3.14', dist))),
    );
  }
  const url = toURL(source ?? new URL('library.gz', dist));
  return once(`library ${url}`, async () => {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${url}: ${response.status}`);
    let bytes = await response.arrayBuffer();
    // Some servers send .gz files with "content-encoding: gzip", and fetch has unpacked them then.
    const [first, second] = new Uint8Array(bytes);
    if (first === 0x1f && second === 0x8b) {
      const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
      bytes = await new Response(plain).arrayBuffer();
    }
    return readOnly(unpack(new Uint8Array(bytes)));
  });
}

/** The archive that wasm/stdlib.mjs writes: size of the index, index as JSON, all files. @param {Uint8Array} bytes */
function unpack(bytes) {
  const size = new DataView(bytes.buffer).getUint32(0, true);
  const index = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + size)));
  const files = new MemoryFiles();
  let at = 4 + size;
  for (const [name, length] of index) {
    files.addFile(`/${name}`, bytes.subarray(at, at + length));
    at += length;
  }
  return files;
}

/** Lets the host's events run: a task, not a microtask, and without the four milliseconds of setTimeout. */
const nextTask = inNode
  ? () => new Promise((resolve) => setImmediate(resolve))
  : () =>
      new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => (port1.close(), resolve(undefined));
        port2.postMessage(0);
      });

/** What run() rejects with when the program raised. */
export class PythonError extends Error {
  /** @param {string} message @param {string} traceback @param {number} status @param {unknown} [cause] */
  constructor(message, traceback, status, cause) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'PythonError';
    this.traceback = traceback;
    this.status = status;
    // Who logs the error wants to see where in the program it happened.
    if (traceback) this.stack = `${traceback.trimEnd()}\n\n${this.stack}`;
  }
}

/** The embedder's files, as pairs. @param {Options['files']} files */
function* fileEntries(files) {
  const entries =
    typeof (/** @type {any} */ (files)?.[Symbol.iterator]) === 'function'
      ? /** @type {Iterable<[string, any]>} */ (files)
      : Object.entries(files ?? {});
  for (const [path, data] of entries) {
    checkTexts('paths of files', [path]);
    if (!isData(data))
      throw new TypeError(`krait: the file ${JSON.stringify(path)} is neither text nor bytes`);
    yield /** @type {[string, Uint8Array]} */ ([path, toBytes(data)]);
  }
}

/** @param {string} name @param {unknown} texts */
function checkTexts(name, texts) {
  for (const text of /** @type {any[]} */ (texts))
    if (typeof text !== 'string' || text.includes('\0'))
      throw new TypeError(`krait: ${name} must be strings without null characters`);
}

export class Krait {
  /** @type {Interpreter} */
  #interpreter;
  /** @type {(Input | Output)[]} */
  #streams;
  #last = Promise.resolve();
  /** @type {(() => void) | undefined} ends the wait in progress */
  #wake;
  #queued = 0;
  #running = false;
  /** @type {Promise<void> | undefined} */
  #disposed;

  /** @param {Interpreter} interpreter @param {(Input | Output)[]} streams */
  constructor(interpreter, streams) {
    this.#interpreter = interpreter;
    this.#streams = streams;
  }

  /** @param {Options} [options] @returns {Promise<Krait>} */
  static async create(options) {
    options ??= {};
    const args = [...(options.args ?? [])];
    const cwd = options.cwd ?? '/home';
    const env = { HOME: cwd, LANG: 'C.UTF-8', ...options.env };
    checkTexts('args', args);
    checkTexts('env', [...Object.keys(env), ...Object.values(env)]);
    checkTexts('cwd', [cwd]);
    if (!cwd.startsWith('/')) throw new TypeError('krait: cwd must be an absolute path');
    const stdin = new Input(options.stdin);
    const streams = [stdin, new Output(1, options.stdout), new Output(2, options.stderr)];
    const files = new MemoryFiles();
    for (const directory of ['/tmp', '/lib', cwd]) files.makeDirectory(toBinary(directory));
    for (const [path, data] of fileEntries(options.files)) {
      const absolute = path.startsWith('/') ? path : `${cwd}/${path}`;
      try {
        if (options.library !== false && absolute.startsWith(`${libraryPath}/`))
          throw new Error('the library is there');
        files.addFile(toBinary(absolute), data.slice());
      } catch (error) {
        throw new TypeError(`krait: the file ${JSON.stringify(path)}: ${error.message}`);
      }
    }
    const [module, library, stack] = await Promise.all([
      loadModule(options.wasm),
      loadLibrary(options.library),
      stackSize(),
    ]);
    const system = new System({
      root: files,
      mounts: library ? { [libraryPath]: library } : {},
      cwd: toBinary(cwd),
      env,
      streams,
    });
    /** @type {Krait} */
    let krait;
    const interpreter = new Interpreter(module, system, {
      sliceMs: options.sliceMs ?? 10,
      pause: nextTask,
      sleep: (ms) =>
        krait.#wait((done) => {
          const timer = setTimeout(done, Math.min(ms, 0x7fffffff));
          return () => clearTimeout(timer);
        }),
      // While other threads compute nobody waits for it: it is asked for here.
      stdinReady: stdin.waits
        ? (others) => stdin.ready() || (others && !stdin.ask() && stdin.ready())
        : undefined,
      waitStdinSync: () => !stdin.ask(),
      waitStdin(ms) {
        const answer = stdin.ask();
        if (answer)
          return krait.#wait((done) => {
            answer.then(done);
            const timer = ms < Infinity && setTimeout(done, Math.min(ms, 0x7fffffff));
            return () => clearTimeout(timer || undefined);
          });
        // Nothing although it answered: others shall have their turn before it is asked again.
        if (!stdin.ready()) return nextTask();
      },
      library: library ? libraryPath : '',
      stackSize: stack,
    });
    krait = new Krait(interpreter, streams);
    const status = await interpreter.embed(args);
    if (status) throw new Error(`krait: could not start (status ${status})`);
    return krait;
  }

  /**
   * A wait that interrupt() and dispose() end.
   * @param {(done: () => void) => (() => void) | void} begin what it returns gives the wait up
   * @returns {Promise<void>}
   */
  #wait(begin) {
    return new Promise((resolve) => {
      const cancel = begin(resolve);
      this.#wake = () => {
        cancel?.();
        resolve();
      };
    });
  }

  /** @param {string} code @param {{ filename?: string }} [options] @returns {Promise<void>} */
  run(code, options) {
    const filename = options?.filename ?? '<string>';
    if (typeof code !== 'string')
      return Promise.reject(new TypeError('krait: the program is not a string'));
    if (typeof filename !== 'string' || filename.includes('\0'))
      return Promise.reject(new TypeError('krait: filename is not a name'));
    // One after the other; what one of them throws is not the next one's business.
    this.#queued++;
    const result = this.#last.then(() => this.#run(code, filename));
    this.#last = result.catch(() => {}).then(() => void this.#queued--);
    return result;
  }
  /** @param {string} code @param {string} filename */
  async #run(code, filename) {
    const interpreter = this.#interpreter;
    if (this.#disposed) throw disposedError();
    if (interpreter.dead) throw new Error('krait: this interpreter has ended');
    this.#running = true;
    let status;
    try {
      status = await interpreter.run(code, filename);
    } finally {
      this.#running = false;
    }
    await this.#drain();
    if (interpreter.stopped) throw interpreter.stopped;
    const lost = this.#streams.some((stream) => stream instanceof Output && stream.late);
    const cause = this.#streams.map((stream) => stream.takeError()).find((e) => e !== undefined);
    const ended = interpreter.dead; // os._exit()
    const traceback = ended ? '' : interpreter.errorText();
    const message = ended ? '' : interpreter.errorText(false);
    // As the command does when it cannot write all there was.
    if (lost) status ||= 120;
    if (status || traceback)
      throw new PythonError(message || `exit status ${status}`, traceback, status, cause);
  }
  async #drain() {
    for (const stream of this.#streams) if (stream instanceof Output) await stream.drain();
  }

  interrupt() {
    if (!this.#queued) return;
    this.#interpreter.interrupt();
    this.#wake?.();
  }

  kill() {
    const { dead } = this.#interpreter;
    this.#disposed ??= Promise.resolve();
    if (dead) return;
    // What runs may ignore an interrupt; it does not go on once it has left to the host.
    this.#interpreter.stop(disposedError());
    for (const stream of this.#streams) if (stream instanceof Output) stream.put = () => {};
    this.#wake?.();
  }

  /** @returns {Promise<void>} */
  dispose() {
    this.#disposed ??= this.#dispose();
    return this.#disposed;
  }
  async #dispose() {
    if (this.#running) this.kill();
    await this.#last;
    const interpreter = this.#interpreter;
    if (!interpreter.dead) {
      this.#queued++; // interrupt() reaches what runs now, too
      try {
        await interpreter.end();
      } catch (error) {
        if (error !== interpreter.stopped) throw error;
      }
      interpreter.dead = true;
    }
    await this.#drain();
  }
}

function disposedError() {
  return new Error('krait: this interpreter was disposed of');
}
