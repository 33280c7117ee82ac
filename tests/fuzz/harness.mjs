// Runs many programs or texts at once in Krait and, if asked, in CPython (the oracle), and finds those
// whose outputs differ and those that Krait itself did not survive.
import { readFileSync } from 'node:fs';
import { normalizeAll } from '../differences.mjs';
import { crashed, diff } from '../lib/compare.mjs';
import { runKrait } from '../lib/krait.mjs';
import { askInParallel } from '../lib/oracle.mjs';
import { defaultLanes } from '../lib/parallel.mjs';
import { shrink } from './shrink.mjs';

const read = (name) => readFileSync(new URL(name, import.meta.url));
const batch = read('batch.py');
const helpers = Object.fromEntries(
  ['prelude.py', 'watch.py', 'wild.py', 'reentrant.py', 'reentrant.txt'].map((n) => [n, read(n)]),
);
const stuck = 77; // wild.py: the program could not be ended
const separator = '\n\f\f\f\n';

/** The parts of an answer, by number; `ended` tells whether the last program was seen to end. */
function parts(answer) {
  const out = new Map();
  const text = normalizeAll(answer.stdout).replace(/"\/[^"]*\/python3(14\.zip|\.14)\//g, '"LIB/');
  const pieces = text.split(/^\f(\d+|end)\n/m);
  for (let i = 1; i + 1 < pieces.length; i += 2) out.set(pieces[i], pieces[i + 1]);
  const ended = out.delete('end');
  return { out, ended, last: [...out.keys()].at(-1) };
}

const job = (list, options) => ({
  name: 'batch.py',
  source: batch,
  args: [
    options.mode,
    String(list[0].number),
    String(options.shift ?? 0),
    String(options.name ?? ''),
    ...(options.detail ? ['full'] : []),
  ],
  files: {
    ...helpers,
    'programs.txt': Buffer.concat(
      list.flatMap((p, i) => [Buffer.from(i ? separator : ''), Buffer.from(p.source)]),
    ),
    ...Object.fromEntries(
      list.flatMap(({ number, files = {} }) =>
        Object.entries(files).map(([path, content]) => [
          `p${options.name ?? number}.d/${path}`,
          content,
        ]),
      ),
    ),
  },
  timeout: options.timeout ?? 120_000,
});

/** Runs programs in Krait, the rest in a new process where one ends it: { seen: Map, findings }. */
async function inKrait(programs, options) {
  const seen = new Map();
  const findings = [];
  for (let rest = programs; rest.length;) {
    const answer = await runKrait(job(rest, options), options);
    const { out, ended, last } = parts(answer);
    for (const [number, text] of out) seen.set(number, text);
    if (ended && !crashed(answer)) break;
    if (last === undefined && !crashed(answer)) throw new Error(answer.stderr);
    const at = last === undefined ? 0 : rest.findIndex((p) => String(p.number) === last);
    if (answer.status === stuck) {
      rest = rest.slice(at + 1);
      continue;
    }
    const kind = answer.status === 'timeout' ? 'timeout' : 'crash';
    const actions =
      options.mode === 'reenter'
        ? `${seen.get(last)?.slice(-1000)}(in the process of ${rest[0].number} and following)\n`
        : '';
    const text = `status ${answer.status}\n${actions}${answer.stderr.slice(0, 6000)}`;
    findings.push({ ...rest[at], kind, text });
    if (ended) break;
    seen.delete(String(rest[at].number));
    rest = rest.slice(at + 1);
  }
  return { seen, findings };
}

/**
 * Runs `programs` ({ number, source, files }) as one batch.
 * Answers findings: { ...program, kind: 'differs' | 'crash' | 'timeout', text }.
 * options: { mode (batch.py tells them), binary, timeout, env, shift, detail }; without an oracle
 * only the last two kinds are found.
 */
export async function runBatch(programs, oracle, options) {
  const [answer, { seen, findings }] = await Promise.all([
    oracle?.run(job(programs, options)),
    inKrait(programs, options),
  ]);
  if (!answer) return findings;
  const { out, ended, last } = parts(answer);
  for (const program of programs) {
    const number = String(program.number);
    const [want, have] = [out.get(number), seen.get(number)];
    if (want === have || want === undefined || have === undefined) continue;
    if (!ended && number === last) continue;
    // How deep a text may nest depends on the stack that the host gives: not compared.
    if (options.mode === 'compile' && /RecursionError|MemoryError/.test(want + have)) continue;
    findings.push({ ...program, kind: 'differs', text: diff(want, have, 3, 30), have });
  }
  return findings;
}

/** Whether what Krait prints for a finding stays the same where all addresses are others. */
async function steady(finding, options) {
  const { seen } = await inKrait([finding], { ...options, shift: 12345 });
  return seen.get(String(finding.number)) === finding.have;
}

/**
 * Runs `count` programs made by `make(number)` (a source, or { source, files } with the modules it finds) from
 * `first` on, in batches, some at a time, and reports.
 * options: as runBatch, and { compare, oracle, size, jobs, shrink, report(finding), progress(done) };
 * with `compare` each job has an oracle of its own, unless one is given.
 */
export async function runMany(make, first, count, options) {
  const size = options.size ?? 100;
  const starts = [];
  for (let i = first; i < first + count; i += size) starts.push(i);
  let found = 0;
  let done = 0;
  const batch = async (start, oracle) => {
    const length = Math.min(size, first + count - start);
    const programs = Array.from({ length }, (_, i) => {
      const made = make(start + i);
      const { source = made, files } = made;
      return { number: start + i, source, files };
    });
    for (let finding of await runBatch(programs, oracle, options)) {
      if (finding.kind === 'differs' && !(await steady(finding, options))) continue;
      if (options.shrink)
        finding = await shrink(finding, (list, more) =>
          runBatch(list, oracle, { ...options, ...more }),
        );
      found++;
      options.report(finding);
    }
    done += length;
    options.progress?.(done);
  };
  const { oracle, compare = false } = options;
  await askInParallel(starts, options.jobs ?? defaultLanes(), batch, { oracle, compare });
  return found;
}
