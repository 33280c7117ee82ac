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
import { Input, Output } from './streams.mjs';
import { System, toBinary } from './system.mjs';

/** @typedef {import('./index.d.ts').Options} Options */

const inNode = typeof process === 'object' && Boolean(process.versions?.node);
const dist = new URL('../dist/', import.meta.url);
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
    if (!response.ok || !response.body) throw new Error(`${url}: ${response.status}`);
    const plain = response.body.pipeThrough(new DecompressionStream('gzip'));
    const bytes = new Uint8Array(await new Response(plain).arrayBuffer());
    return readOnly(unpack(bytes));
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
  /** @param {string} traceback @param {number} status */
  constructor(traceback, status) {
    const lines = traceback.trimEnd().split('\n');
    super(lines[lines.length - 1] || `exit status ${status}`);
    this.name = 'PythonError';
    this.traceback = traceback;
    this.status = status;
  }
}

export class Krait {
  /** @type {Interpreter} */
  #interpreter;
  #last = Promise.resolve();
  /** @type {(() => void) | undefined} */
  #wake;
  #disposed = false;

  /** @param {Interpreter} interpreter */
  constructor(interpreter) {
    this.#interpreter = interpreter;
  }

  /** @param {Options} [options] @returns {Promise<Krait>} */
  static async create(options = {}) {
    const [module, library] = await Promise.all([
      loadModule(options.wasm),
      loadLibrary(options.library),
    ]);
    const files = new MemoryFiles();
    const cwd = options.cwd ?? '/home';
    for (const directory of ['/tmp', '/lib', cwd]) files.makeDirectory(toBinary(directory));
    for (const [path, data] of Object.entries(options.files ?? {})) {
      const absolute = path.startsWith('/') ? path : `${cwd}/${path}`;
      files.addFile(
        toBinary(absolute),
        typeof data === 'string' ? new TextEncoder().encode(data) : data.slice(),
      );
    }
    const stdin = new Input(options.stdin);
    const system = new System({
      root: files,
      mounts: library ? { [libraryPath]: library } : {},
      cwd: toBinary(cwd),
      env: { HOME: cwd, LANG: 'C.UTF-8', ...options.env },
      streams: [stdin, new Output(1, options.stdout), new Output(2, options.stderr)],
    });
    /** @type {Krait} */
    let krait;
    const interpreter = new Interpreter(module, system, {
      sliceMs: options.sliceMs ?? 10,
      pause: nextTask,
      sleep: (ms) => krait.#wait((done) => void setTimeout(done, Math.min(ms, 0x7fffffff))),
      stdinReady: stdin.waits ? () => stdin.ready() : undefined,
      waitStdinSync: () => stdin.ask() === true,
      waitStdin() {
        const asked = stdin.ask();
        if (asked !== true) return krait.#wait((done) => void asked.then(done, done));
      },
      library: library ? libraryPath : '',
    });
    krait = new Krait(interpreter);
    await interpreter.embed(options.args ?? []);
    return krait;
  }

  /** A wait that interrupt() ends. @param {(done: () => void) => void} begin @returns {Promise<void>} */
  #wait(begin) {
    return new Promise((resolve) => {
      this.#wake = resolve;
      begin(resolve);
    });
  }
  /** One after the other. @template T @param {() => Promise<T>} f @returns {Promise<T>} */
  #queue(f) {
    const result = this.#last.then(f);
    this.#last = result.then(
      () => {},
      () => {},
    );
    return result;
  }

  /** @param {string} code @param {{ filename?: string }} [options] @returns {Promise<void>} */
  run(code, { filename = '<string>' } = {}) {
    return this.#queue(async () => {
      if (this.#disposed) throw new Error('krait: this interpreter was disposed of');
      const status = await this.#interpreter.run(code, filename);
      if (this.#interpreter.dead) this.#disposed = true;
      const text = this.#interpreter.dead ? '' : this.#interpreter.errorText();
      if (status || text) throw new PythonError(text, status);
    });
  }
  interrupt() {
    this.#interpreter.interrupt();
    this.#wake?.();
  }
  dispose() {
    return this.#queue(async () => {
      if (this.#disposed) return;
      this.#disposed = true;
      await this.#interpreter.end();
    });
  }
}
