// One instance of the interpreter: the WebAssembly module with its System, and the loop that answers the
// interpreter's requests when it leaves to the host (src/host/host.h). Nothing here depends on where
// it runs.
import { Exit, System, toBinary } from './system.mjs';

/** Why the interpreter returned: kr_left in src/host/host.h. */
const LEFT_SLICE = 1;
const LEFT_SLEEP = 2;
const LEFT_STDIN = 3;

/**
 * What a host decides.
 * @typedef {object} Hooks
 * @property {number} [sliceMs] how long the interpreter may compute before it lets the host's events run
 * @property {() => Promise<void> | void} [pause] between two slices
 * @property {(ms: number) => Promise<void> | void} [sleep] the interpreter waits; may end early
 * @property {(others: boolean) => boolean | 2} [stdinReady] whether reading descriptor 0 answers at once; 2, or absent: it
 *   may block (other threads would wait with it, if there are `others`)
 * @property {(ms: number) => Promise<void> | void} [waitStdin] until stdinReady, an interrupt, or so many milliseconds are over
 * @property {(ms: number) => boolean} [sleepSync] for code that cannot leave; false: impossible
 * @property {() => boolean} [waitStdinSync]
 * @property {() => boolean} [stuck] the slice is over, but code that cannot leave runs on, and no event arrives meanwhile;
 *   true: a new slice begins
 * @property {number} [stackSize] bytes of the engine's stack that the interpreter may use
 * @property {string} [library] the directory of the standard library, as Python sees it
 * @property {string} [executable]
 */

/** @param {Hooks} hooks @param {System} system */
function imports(hooks, system) {
  const path = (which, p, size) => {
    const text = toBinary((which ? hooks.executable : hooks.library) ?? '');
    if (text.length > size >>> 0) return 0;
    system.refresh();
    for (let i = 0; i < text.length; i++) system.u8[(p >>> 0) + i] = text.charCodeAt(i);
    return text.length;
  };
  return {
    slice_ms: () => hooks.sliceMs ?? 0,
    stdin_ready: (others) => (hooks.stdinReady ? Number(hooks.stdinReady(Boolean(others))) : 2),
    wait_stdin: () => Number(hooks.waitStdinSync?.() ?? false),
    sleep: (ms) => Number(hooks.sleepSync?.(ms) ?? false),
    stuck: () => Number(hooks.stuck?.() ?? false),
    stack_size: () => hooks.stackSize ?? 900 << 10,
    path,
  };
}

/** All functions that a module may import, by module and name: for wasm/check-imports.mjs. */
export const hostFunctions = () => {
  const system = new System({ streams: [] });
  return system.functions(imports({}, system));
};

/**
 * An engine that can put a WebAssembly stack aside (JSPI) waits also inside code that cannot leave.
 * @type {{ Suspending: any, promising: (f: any) => any }}
 */
const { Suspending, promising } = /** @type {any} */ (WebAssembly);

export class Interpreter {
  /** Set when the interpreter ended by exit() or a trap: its memory is no longer to be used. */
  dead = false;
  /** @type {Error | undefined} */
  stopped;
  /** The exports that run Python. @type {Record<string, (...args: any[]) => any>} */
  #enter = {};

  /** @param {WebAssembly.Module} module @param {System} system @param {Hooks} hooks */
  constructor(module, system, hooks) {
    this.system = system;
    this.hooks = hooks;
    const canSuspend = Boolean(Suspending) && !hooks.sleepSync;
    const functions = imports(hooks, system);
    if (canSuspend) this.#suspend(functions);
    const instance = new WebAssembly.Instance(module, system.imports(module, functions));
    /** @type {any} */
    this.exports = instance.exports;
    for (const name of ['kr_start', 'kr_embed', 'kr_run', 'kr_finish', 'kr_resume'])
      this.#enter[name] = canSuspend ? promising(this.exports[name]) : this.exports[name];
    system.attach(this.exports);
    this.exports.kr_image_unpack();
    this.exports.__wasm_call_ctors();
  }

  /** @param {any} functions */
  #suspend(functions) {
    /** @param {(ms: number) => any} wait */
    const suspending = (wait) =>
      new Suspending(async (/** @type {number} */ ms = Infinity) => {
        await wait(ms);
        if (this.stopped) throw this.stopped;
        return 1;
      });
    functions.sleep = suspending((ms) => this.hooks.sleep?.(ms));
    functions.wait_stdin = suspending((ms) => this.hooks.waitStdin?.(ms));
    functions.stuck = suspending(() => this.hooks.pause?.());
  }

  /** Calls an export; exit() inside ends the run. @param {string} name @param {number[]} args @returns {number | Promise<number>} */
  #call(name, ...args) {
    if (this.dead) throw new Error('krait: this interpreter has ended');
    try {
      const left = this.#enter[name](...args);
      return typeof left === 'number'
        ? left
        : left.catch((/** @type {any} */ error) => this.#ended(error));
    } catch (error) {
      return this.#ended(error);
    }
  }
  /** @param {any} error */
  #ended(error) {
    this.dead = true;
    if (!(error instanceof Exit)) throw error;
    this.exitStatus = error.code;
    return 0;
  }
  /** @param {Uint8Array} bytes @returns {number} its place in memory, with a null after it */
  #copyIn(bytes) {
    const p = this.exports.malloc(bytes.length + 1) >>> 0;
    if (!p) throw new RangeError('krait: out of memory');
    this.system.refresh();
    this.system.u8.set(bytes, p);
    this.system.u8[p + bytes.length] = 0;
    return p;
  }

  /**
   * Runs as a command, to its end: at once where nothing has to wait, else a promise.
   * @param {string[]} args as python3 has them, the program's name first @returns {number | Promise<number>}
   */
  command(args) {
    const argv = this.#arguments(args);
    return this.#finish(this.#call('kr_start', args.length, argv));
  }
  /** Prepares for run(). @param {string[]} args sys.argv[1:] @returns {number | Promise<number>} */
  embed(args) {
    const argv = this.#arguments(['', ...args]);
    return this.#finish(this.#call('kr_embed', args.length + 1, argv));
  }
  /** @param {string[]} args @returns {number} argv; it lives as long as the interpreter */
  #arguments(args) {
    const encoder = new TextEncoder();
    const pointers = args.map((text) => this.#copyIn(encoder.encode(text)));
    const argv = this.#copyIn(new Uint8Array(4 * (args.length + 1)));
    pointers.forEach((p, i) => this.system.refresh().setUint32(argv + 4 * i, p, true));
    return argv;
  }
  /** @param {string} source @param {string} filename @returns {number | Promise<number>} the run's status */
  run(source, filename) {
    const encoder = new TextEncoder();
    const text = encoder.encode(source);
    const [p, name] = [this.#copyIn(text), this.#copyIn(encoder.encode(filename))];
    // The interpreter copies both before it runs anything.
    const left = this.#call('kr_run', p, text.length, name);
    if (!this.dead) [p, name].forEach((block) => this.exports.free(block));
    return this.#finish(left);
  }
  /** @returns {number | Promise<number>} */
  end() {
    return this.#finish(this.#call('kr_finish'));
  }
  /** The last run's exception: its whole traceback, or just what is said of the exception itself. @param {boolean} [whole] */
  errorText(whole = true) {
    const p = (whole ? this.exports.kr_error_text() : this.exports.kr_error_summary()) >>> 0;
    this.system.refresh();
    return this.system.text(p, this.system.u8.indexOf(0, p) - p);
  }
  /** KeyboardInterrupt at the next check. */
  interrupt() {
    if (!this.dead) this.exports.kr_interrupt();
  }

  /** What is running ends with this error when it next leaves to the host; nothing runs after it. @param {Error} error */
  stop(error) {
    this.stopped = error;
    this.dead = true;
  }

  /** @param {number | Promise<number>} left @returns {number | Promise<number>} */
  #finish(left) {
    if (typeof left !== 'number') return left.then((left) => this.#finish(left));
    return left ? this.#drive(left) : this.#status();
  }
  #status() {
    return this.dead ? /** @type {number} */ (this.exitStatus) : this.exports.kr_exit_status();
  }
  /** @param {number} left */
  async #drive(left) {
    const { hooks } = this;
    while (left) {
      let wait;
      if (left === LEFT_SLEEP) wait = hooks.sleep?.(this.exports.kr_wait_ms());
      else if (left === LEFT_STDIN) wait = hooks.waitStdin?.(this.exports.kr_wait_ms());
      else if (left === LEFT_SLICE) wait = hooks.pause?.();
      if (wait) await wait;
      if (this.stopped) throw this.stopped;
      left = await this.#call('kr_resume');
    }
    return this.#status();
  }
}
