/** Where standard output or error goes: a function gets text, an object's write gets bytes. */
export type OutputSink = ((text: string) => void) | { write(bytes: Uint8Array): void };

/** What standard input gives; a function is asked each time Python wants more. null is the end. */
export type InputSource =
  | string
  | Uint8Array
  | (() =>
      string | Uint8Array | null | undefined | Promise<string | Uint8Array | null | undefined>);

export interface Options {
  /** Default: empty. */
  stdin?: InputSource;
  /** Default: dropped. */
  stdout?: OutputSink;
  stderr?: OutputSink;
  /** Files in Python's own file system in memory, by absolute path. */
  files?: Record<string, string | Uint8Array>;
  /** sys.argv[1:] */
  args?: string[];
  /** os.environ. Default: empty. */
  env?: Record<string, string>;
  /** The working directory, created if missing. Default: "/home". */
  cwd?: string;
  /** Milliseconds that Python computes before the host's events run. Default: 10. */
  sliceMs?: number;
  /** The build: default dist/krait.wasm beside this package. */
  wasm?: URL | string | WebAssembly.Module | BufferSource;
  /** The standard library: default dist/lib (Node.js) or dist/library.gz (elsewhere); false: only frozen modules. */
  library?: URL | string | false;
}

/** What run() rejects with when the program raised. */
export class PythonError extends Error {
  /** The traceback as Python prints it. */
  traceback: string;
  /** The exit status a command would have had. */
  status: number;
}

export class Krait {
  private constructor();
  static create(options?: Options): Promise<Krait>;
  /** Runs a program in __main__, which keeps its names for the next run. Runs queue. */
  run(code: string, options?: { filename?: string }): Promise<void>;
  /** Raises KeyboardInterrupt in the running program, also while it waits. */
  interrupt(): void;
  /** Ends the interpreter: atexit functions run, output is flushed. */
  dispose(): Promise<void>;
}
