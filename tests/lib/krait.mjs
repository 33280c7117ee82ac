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

const defaultTimeout = 60_000;
const outputLimit = 64 << 20;

/** Runs a program to its end: { stdout, stderr, status, signal }. Texts are latin1: one char a byte. */
export function spawnText(command, { cwd, env, stdin = '', timeout = defaultTimeout } = {}) {
  return new Promise((done, fail) => {
    const child = spawn(command[0], command.slice(1), {
      cwd,
      env,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
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
    child.stdin.on('error', () => {}); // the program may end without reading it
    child.stdin.end(stdin);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      done({
        stdout: Buffer.concat(chunks.stdout).toString('latin1'),
        stderr: Buffer.concat(chunks.stderr).toString('latin1'),
        status: timedOut ? 'timeout' : signal ? `signal ${signal}` : code,
      });
    });
  });
}

/** Runs a job (see oracle.mjs) in Krait. options: { binary, flags, env }. */
export async function runKrait(job, options = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'krait-'));
  try {
    for (const [path, content] of Object.entries({ ...job.files, [job.name]: job.source })) {
      mkdirSync(join(dir, dirname(path)), { recursive: true });
      writeFileSync(join(dir, path), content);
    }
    const command = [
      ...kraitCommand(options.binary),
      ...(options.flags ?? []),
      join(dir, job.name),
      ...(job.args ?? []),
    ];
    const env = {
      PATH: process.env.PATH,
      HOME: dir,
      TMPDIR: tmpdir(),
      LANG: 'C.UTF-8',
      PYTHONHASHSEED: '0',
      PYTHONDONTWRITEBYTECODE: '1',
      ...Object.fromEntries(
        Object.entries(process.env).filter(([name]) => /^(KRAIT_|ASAN_|UBSAN_)/.test(name)),
      ),
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
