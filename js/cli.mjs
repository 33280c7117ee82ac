#!/usr/bin/env node
// Krait as a command, used as python3 is. It sees the host's own files, environment and descriptors, as
// any program the user starts; embedding (index.mjs) is what keeps things from a program.
//
// Start-up is this file's budget: few modules, nothing made that is not used, WebAssembly functions
// compiled when first called.
import fs from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { fileURLToPath } from 'node:url';
import { Interpreter } from './interpreter.mjs';
import { NodeFile, NodeFiles, sleepSync } from './node-files.mjs';
import { System } from './system.mjs';

const here = fileURLToPath(import.meta.url);
// What is shipped is in dist itself (wasm/bundle.mjs).
const dist = fileURLToPath(
  new URL(/** @type {any} */ (import.meta).dist ?? '../dist', import.meta.url),
).replace(/[\\/]$/, '');
const wasmBytes = fs.readFileSync(process.env.KRAIT_WASM ?? `${dist}/krait.wasm`);
// V8 before 14 compiles what every start calls on all processors, if it is told what that is (wasm/hints.mjs, at
// the module's start); the rest when it is first called.
const hinted =
  parseInt(process.versions.v8) < 14 && wasmBytes.subarray(0, 1 << 16).includes('compilationHints');
if (hinted) setFlagsFromString('--experimental-wasm-compilation-hints');
setFlagsFromString(`--${hinted ? 'no-' : ''}wasm-lazy-compilation`);
setFlagsFromString('--wasm-lazy-validation');
// V8 charges a function's size for every loop in it, so by default it starts to optimize the evaluation loop
// (100 ms of work) within the first thousand instructions, and the end of a short program waits for it.
setFlagsFromString('--wasm-tiering-budget=500000000');

/** @type {Interpreter} */
let interpreter;
/** @type {(() => void) | undefined} ends the wait in progress */
let wake;
let watching = false;
/** @type {any} Node's own watchdog over Ctrl-C, made for its prompt: it hears where no event arrives */
let watchdog;
let guarded = false;

/** Ctrl-C arrives as an event, whenever we next leave. True: there was one. */
function watchInterrupt() {
  const heard = unguard();
  if (!watching) process.on('SIGINT', onInterrupt);
  watching = true;
  if (heard) interpreter.interrupt();
  return heard;
}
function unwatchInterrupt() {
  if (!watching) return;
  watching = false;
  process.off('SIGINT', onInterrupt);
}
/** Ctrl-C inside code that cannot leave. True: there was one. Where Node has no watchdog it ends the process. */
function hear() {
  if (!guarded) {
    guarded = true;
    try {
      watchdog ??= /** @type {any} */ (process).binding('contextify');
      watchdog.startSigintWatchdog();
    } catch {
      watchdog = { stopSigintWatchdog() {}, watchdogHasPendingSigint() {} };
      unwatchInterrupt();
    }
  }
  if (!watchdog.watchdogHasPendingSigint()) return false;
  // Started twice, it listens on when it is stopped once, and forgets what it heard.
  watchdog.startSigintWatchdog();
  watchdog.stopSigintWatchdog();
  interpreter.interrupt();
  return true;
}
function unguard() {
  if (!guarded) return false;
  guarded = false;
  const heard = Boolean(watchdog.stopSigintWatchdog());
  // Only now: while the watchdog began, our listener was still there. It put out what watched before.
  unwatchInterrupt();
  return heard;
}
let interrupted = false;
function onInterrupt() {
  interrupted = true;
  interpreter.interrupt();
  wake?.();
}

/** @param {(done: () => void) => void} begin */
function wait(begin) {
  if (watchInterrupt()) return;
  return new Promise((resolve) => {
    wake = () => {
      wake = undefined;
      resolve(undefined);
    };
    begin(wake);
  });
}

/**
 * Standard input that arrives as events, so that Ctrl-C can end the wait for it, and other threads run
 * meanwhile.
 */
class EventInput extends NodeFile {
  isatty = false;
  /** @type {Buffer[]} */
  chunks = [];
  #ended = false;
  /** @type {import('node:net').Socket | undefined} */
  #stream;
  /** @type {Promise<void> | undefined} */
  #opening;
  /** It again, so that it does not block, which whoever else reads it is not to notice; or undefined. @type {number | undefined} */
  #own;
  /** @type {any} keeps descriptor 0 from blocking; not to be collected, which would close it */
  #pipe;
  #opened = false;

  get own() {
    if (this.#opened) return this.#own;
    this.#opened = true;
    try {
      this.#own = fs.openSync('/dev/fd/0', fs.constants.O_RDONLY | fs.constants.O_NONBLOCK);
    } catch {
      // A socket, or a system without these files. Node opens no second one: itself, then.
      try {
        const { Pipe } = /** @type {any} */ (process).binding('pipe_wrap');
        this.#pipe = new Pipe(0);
        if (!this.isatty && !this.#pipe.open(this.fd)) this.#own = this.fd;
      } catch {
        // Reads block.
      }
    }
    return this.#own;
  }
  /** @returns {Promise<import('node:net').Socket> | import('node:net').Socket} */
  open() {
    throw new Error('abstract');
  }
  /** @param {boolean} [others] @returns {boolean | 2} */
  ready(others) {
    return this.chunks.length > 0 || this.#ended;
  }
  /** The stream, and what of it concerns us. */
  #connect() {
    const stream = this.open();
    if (!('then' in stream)) return this.#use(stream);
    this.#opening = stream.then((stream) => this.#use(stream));
  }
  /** @param {import('node:net').Socket} stream */
  #use(stream) {
    stream.on('data', (chunk) => {
      this.chunks.push(/** @type {Buffer} */ (chunk));
      stream.pause();
      wake?.();
    });
    stream.on('end', () => {
      // Ctrl-D ends this stream, not the terminal.
      this.#ended = true;
      this.#stream = this.#opening = undefined;
      stream.destroy();
      wake?.();
    });
    stream.on('error', () => stream.emit('end'));
    this.#stream = stream;
    if (this.ready()) stream.pause();
  }
  /** Nothing will come. */
  end() {
    this.#ended = true;
  }
  /** From now on, what comes arrives. */
  listen() {
    if (this.#stream) this.#stream.resume();
    else if (!this.#opening) this.#connect();
  }
  get connected() {
    return this.#stream !== undefined;
  }
  /** @param {number} ms */
  async wait(ms) {
    this.listen();
    await this.#opening;
    if (!this.ready())
      await wait((done) => {
        this.#stream?.resume();
        if (ms === Infinity) return;
        const timer = setTimeout(done, Math.min(ms, 0x7fffffff));
        const before = wake;
        wake = () => (clearTimeout(timer), before?.());
      });
    this.#stream?.pause();
  }
  /** What has arrived, at most so many bytes. @param {Uint8Array} into @param {number} size */
  take(into, size) {
    const chunk = this.chunks[0];
    const n = Math.min(size, into.length);
    into.set(chunk.subarray(0, n));
    if (n < chunk.length) this.chunks[0] = chunk.subarray(n);
    else this.chunks.shift();
    return n;
  }
  /** @param {Uint8Array} into */
  read(into) {
    if (this.chunks.length) return this.take(into, this.chunks[0].length);
    if (!this.#ended) return this.readSync(into);
    this.#ended = !this.isatty; // a terminal's next read may be answered again
    return 0;
  }
  /** For code that cannot leave. @param {Uint8Array} into */
  readSync(into) {
    this.#stream?.pause();
    const fd = this.own;
    if (fd === undefined) return super.read(into, 0);
    for (let ms = 1; ; ms = Math.min(ms + 1, 10)) {
      try {
        return fs.readSync(fd, into);
      } catch (error) {
        if (error.code !== 'EAGAIN') throw error;
      }
      if (hear()) throw Object.assign(new Error('interrupted'), { code: 'EINTR' });
      sleepSync(ms);
    }
  }
}

/** A read gives one line, as the terminal itself would. */
class Terminal extends EventInput {
  isatty = true;
  async open() {
    const { ReadStream } = await import('node:tty');
    return new ReadStream(0);
  }
  /** @param {Uint8Array} into @param {number} size */
  take(into, size) {
    return super.take(into, this.chunks[0].indexOf(10) + 1 || size);
  }
}

/** A pipe or a socket: it is read as any file, but where other threads would wait with us. */
class PipeInput extends EventInput {
  /** @type {Buffer | undefined} */
  #buffer;
  #looked = false;

  open() {
    const fd = this.own;
    // A socket. Code that cannot leave looks at it, too: at once.
    if (fd === undefined || fd === this.fd) return process.stdin;
    return import('node:net').then(
      ({ Socket }) => new Socket({ fd, readable: true, writable: false }),
    );
  }
  /** @param {boolean} [others] */
  ready(others) {
    if (super.ready()) return true;
    if (!others) return this.#looked ? false : 2;
    return this.#look() || (this.listen(), false);
  }
  /** Whether something is there. */
  #look() {
    this.#looked = true;
    const fd = this.own ?? (this.connected ? 0 : undefined);
    if (fd === undefined) return false;
    try {
      const n = fs.readSync(fd, (this.#buffer ??= Buffer.allocUnsafe(65536)));
      if (n) this.chunks.push(Buffer.from(this.#buffer.subarray(0, n)));
      else this.end();
      return true; // the end is something, too
    } catch {
      return false;
    }
  }
}

/** A device that may be a terminal: not /dev/null. @param {number} fd */
function isCharacterDevice(fd) {
  try {
    const stat = fs.fstatSync(fd);
    return stat.isCharacterDevice() && stat.rdev !== 0x103;
  } catch {
    return false;
  }
}

const devices = [0, 1, 2].map(isCharacterDevice);
const tty = devices.includes(true) ? await import('node:tty') : undefined;
const terminals = devices.map((device, fd) => device && Boolean(tty?.isatty(fd)));
/** @param {number} fd */
function standardStream(fd) {
  try {
    if (fd === 0 && terminals[0]) return new Terminal(0);
    const file = new NodeFile(fd);
    if (fd === 0 && [0o010000, 0o140000].includes(file.stat().mode & 0o170000))
      return new PipeInput(0);
    return file;
  } catch {
    return undefined; // closed
  }
}
const streams = [0, 1, 2].map(standardStream);
const stdin = streams[0];

const system = new System({
  root: new NodeFiles(),
  cwd: process.cwd(),
  env: /** @type {Record<string, string>} */ (process.env),
  streams,
  umask: 0, // the host applies its own
  ids: {
    uid: process.getuid?.() ?? 0,
    gid: process.getgid?.() ?? 0,
    pid: process.pid,
    ppid: process.ppid,
  },
  isatty: (fd) => terminals[fd] ?? false,
  random(into) {
    // node:crypto takes 5 ms to load.
    const fd = fs.openSync('/dev/urandom', 'r');
    fs.readSync(fd, into);
    fs.closeSync(fd);
  },
  windowSize: () =>
    /** @type {import('node:tty').WriteStream} */ (
      [process.stdout, process.stderr].find((stream) => stream.isTTY)
    )?.getWindowSize(),
  cpuTime() {
    const { user, system: kernel } = process.cpuUsage();
    return (user + kernel) / 1000;
  },
});

/** KRAIT_SLICE_MS=-1: leave at every check, for the tests. */
const sliceMs = Number(process.env.KRAIT_SLICE_MS ?? 20);
let pauses = 0;

const wasm = new WebAssembly.Module(wasmBytes);
interpreter = new Interpreter(wasm, system, {
  sliceMs,
  pause() {
    watchInterrupt();
    if (sliceMs < 0 && ++pauses % 1000) return;
    return new Promise((resolve) => setImmediate(resolve));
  },
  sleep: (ms) =>
    wait((done) => {
      const timer = setTimeout(done, Math.min(ms, 0x7fffffff));
      const before = wake;
      wake = () => (clearTimeout(timer), before?.());
    }),
  stdinReady: stdin instanceof EventInput ? (others) => stdin.ready(others) : undefined,
  waitStdin: (ms) => (stdin instanceof EventInput ? stdin.wait(ms) : undefined),
  stuck: () => (hear(), true),
  sleepSync(ms) {
    if (!hear()) sleepSync(Math.min(ms, 20));
    return true;
  },
  waitStdinSync: () => true,
  library: `${dist}/lib/python3.14`,
  executable: here,
  stackSize: process.execArgv.some((option) => option.includes('stack'))
    ? await (await import('./stack.mjs')).stackSize()
    : undefined,
});

/** A trap in the interpreter is a bug in it: no exit status of a Python program looks like this. */
function fatal(error) {
  console.error(`Fatal Python error: ${error?.stack ?? error}`);
  return 134;
}

let status;
try {
  watchInterrupt();
  status = await interpreter.command(['krait', ...process.argv.slice(2)]);
} catch (error) {
  status = fatal(error);
}
let signal = interpreter.exports.kr_exit_signal();
if (!signal && !guarded) {
  // Ctrl-C in a program so short that it never looked.
  interrupted = false;
  await new Promise((resolve) => setImmediate(resolve));
  if (interrupted) signal = 2;
}
if (signal) {
  // An uncaught KeyboardInterrupt, say: die of the signal, so that the shell knows.
  unwatchInterrupt();
  unguard();
  // Node ignores SIGPIPE and waits for SIGUSR1 with its debugger, until it has listened for them.
  const kept = { 10: 'SIGUSR1', 13: 'SIGPIPE' }[signal];
  if (kept) process.once(kept, () => {}).removeAllListeners(kept);
  process.kill(process.pid, signal);
  sleepSync(100);
}
process.exit(status);
