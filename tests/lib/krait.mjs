// Runs one program in Krait as a command, the way the oracle runs it in CPython (oracle.mjs): a fresh
// directory as the working directory, the same environment, the same answer.
//
// KRAIT=PATH names a native binary (build/native-opt/krait) or the WASI build (dist/krait-wasi.wasm); without
// it, the WebAssembly build runs through js/cli.mjs.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The command line that starts Krait: [program, ...arguments]. */
export function kraitCommand(binary = process.env.KRAIT) {
  if (!binary) return [process.execPath, join(root, 'js', 'cli.mjs')];
  if (!binary.endsWith('.wasm')) return [resolve(binary)];
  return [
    process.execPath,
    '--no-warnings',
    join(root, 'tests', 'lib', 'run-wasi.mjs'),
    resolve(binary),
  ];
}

/** What every program finds in its environment, whatever it was started for. */
const environment = {
  PATH: process.env.PATH,
  LANG: 'C.UTF-8',
  PYTHONDONTWRITEBYTECODE: '1',
  ...Object.fromEntries(
    Object.entries(process.env).filter(([name]) => /^(KRAIT_|ASAN_|UBSAN_)/.test(name)),
  ),
};

const outputLimit = 64 << 20;

/**
 * Starts a program: { child, ended }, where `ended` gives { stdout, stderr, status } as latin1 texts, one char a
 * byte, and status may be 'timeout' or 'signal SIG...'. options: { cwd, env, input, timeout }; `input` is a file
 * descriptor to read from instead of a pipe.
 */
export function startText(command, { cwd, env, input, timeout = 300_000 } = {}) {
  const child = spawn(command[0], command.slice(1), {
    cwd,
    env,
    stdio: [input ?? 'pipe', 'pipe', 'pipe'],
  });
  child.stdin?.on('error', () => {}); // the program may end without reading it
  const ended = new Promise((done, fail) => {
    const chunks = { stdout: [], stderr: [] };
    let size = 0;
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      child.kill('SIGKILL');
    }, timeout);
    for (const name of ['stdout', 'stderr']) {
      child[name].on('data', (chunk) => {
        size += chunk.length;
        if (size > outputLimit) child.kill('SIGKILL');
        else chunks[name].push(chunk);
      });
    }
    child.on('error', fail);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      done({
        stdout: Buffer.concat(chunks.stdout).toString('latin1'),
        stderr: Buffer.concat(chunks.stderr).toString('latin1'),
        status: timedOut ? 'timeout' : signal ? `signal ${signal}` : code,
      });
    });
  });
  return { child, ended };
}

/** Runs a program to its end, as startText, with `stdin` as its whole standard input. */
export function spawnText(command, { stdin = '', timeout = 60_000, ...options } = {}) {
  const { child, ended } = startText(command, { timeout, ...options });
  child.stdin.end(stdin);
  return ended;
}

/** Runs the command with these arguments; options as for spawnText, `env` besides what every program finds. */
export const runCommand = (args, { env, ...options } = {}) =>
  spawnText([...kraitCommand(), ...args], { ...options, env: { ...environment, ...env } });

/** Starts the command with these arguments, or another `command`; options as for startText. */
export const startCommand = (args, { command = kraitCommand(), env, ...options } = {}) =>
  startText([...command, ...args], { ...options, env: { ...environment, ...env } });

/**
 * Ctrl-C from its first output on, until it has written `heard` or ends: again and again, as one that comes too
 * early is lost.
 */
export function keepInterrupting(child, heard) {
  let out = '';
  let timer;
  const stop = () => clearInterval(timer);
  child.stdout.on('data', (chunk) => {
    out += chunk;
    timer ??= setInterval(() => child.kill('SIGINT'), 100);
    if (heard && out.includes(heard)) stop();
  });
  child.once('exit', stop);
}

/** An answer's text as the characters it stands for. */
export const utf8 = (latin1) => Buffer.from(latin1, 'latin1').toString();

/** Runs a job (see oracle.mjs) in Krait, or in another Python: `command`. options: { binary, command, flags, env }. */
export async function runKrait(job, options = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'krait-'));
  try {
    for (const [path, content] of Object.entries({ ...job.files, [job.name]: job.source })) {
      mkdirSync(join(dir, dirname(path)), { recursive: true });
      writeFileSync(join(dir, path), content);
    }
    const command = [
      ...(options.command ?? kraitCommand(options.binary)),
      ...(options.flags ?? []),
      join(dir, job.name),
      ...(job.args ?? []),
    ];
    const env = {
      ...environment,
      HOME: dir,
      TMPDIR: tmpdir(),
      PYTHONHASHSEED: '0',
      ...options.env,
    };
    const answer = await spawnText(command, {
      cwd: dir,
      env,
      stdin: job.stdin,
      timeout: job.timeout,
    });
    for (const name of ['stdout', 'stderr']) answer[name] = answer[name].replaceAll(`${dir}/`, '');
    return answer;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
