/**
 * Where standard output or error goes: a function gets text; a stream, of the web or of Node.js, or any object
 * with a method write, gets bytes. Where they answer with a promise, run() waits for it, and rejects if it does.
 */
export type OutputSink =
  | ((text: string) => unknown)
  | { write(bytes: Uint8Array): unknown }
  | { getWriter(): { write(bytes: Uint8Array): Promise<void> } };

/** Text or bytes of a file. Bytes are copied. */
export type Data = string | ArrayBuffer | ArrayBufferView;

type Chunk = Data | null | undefined;
/**
 * What standard input gives: all of it, or a function that is asked each time Python wants more, or a stream or
 * iterator of chunks. null and undefined are the end.
 */
export type InputSource =
  | Data
  | (() => Chunk | PromiseLike<Chunk>)
  | Iterable<Chunk>
  | AsyncIterable<Chunk>
  | { getReader(): { read(): Promise<{ done: boolean; value?: Chunk }> } };

export interface Options {
  /** Default: empty. */
  stdin?: InputSource | null;
  /** Default: dropped. */
  stdout?: OutputSink | null;
  stderr?: OutputSink | null;
  /** Files in Python's own file system in memory, by path: absolute, or relative to cwd. */
  files?: Record<string, Data> | Iterable<readonly [string, Data]>;
  /** sys.argv[1:] */
  args?: Iterable<string>;
  /** os.environ. Default: HOME and LANG. */
  env?: Record<string, string>;
  /** The working directory, created if missing. Default: "/home". */
  cwd?: string;
  /** Milliseconds that Python computes before the host's events run. Default: 10. */
  sliceMs?: number;
  /** The build: default dist/krait.wasm beside this package. */
  wasm?: URL | string | WebAssembly.Module | BufferSource;
  /** The standard library: default dist/lib (Node.js) or dist/library.gz (elsewhere); false: only what start-up imports. */
  library?: URL | string | false;
}

/** What run() rejects with when the program raised, or exited with a status that is not 0. */
export class PythonError extends Error {
  constructor(message: string, traceback: string, status: number, cause?: unknown);
  /** The type and text of the exception: "ValueError: what was wrong". */
  message: string;
  /** The traceback as Python prints it; '' after sys.exit(). */
  traceback: string;
  /** The exit status a command would have had: 120 when output was lost. */
  status: number;
  /** What stdin, stdout or stderr threw meanwhile: in Python it became an OSError. */
  cause?: unknown;
}

export class Krait {
  private constructor();
  static create(options?: Options): Promise<Krait>;
  /**
   * Runs a program in __main__, which keeps its names for the next run. Runs queue. Rejects with PythonError when
   * the program raises (the next run goes on from there), and with another Error when there is no interpreter to
   * run it.
   */
  run(code: string, options?: { filename?: string }): Promise<void>;
  /** Raises KeyboardInterrupt in the running program, also while it waits. Does nothing when none runs. */
  interrupt(): void;
  /**
   * Ends the interpreter at once, whatever it does, without running anything more of Python. The run in progress
   * rejects.
   */
  kill(): void;
  /**
   * Ends the interpreter: atexit functions run, output is flushed. While a program runs, or waits to be run, it is
   * killed. Afterwards run() rejects.
   */
  dispose(): Promise<void>;
}
