// Runs many programs or texts at once in Krait and, if asked, in CPython (the oracle), and finds those
// whose outputs differ and those that Krait itself did not survive.
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { normalizeAll } from '../differences.mjs';
import { crashed, diff } from '../lib/compare.mjs';
import { runKrait } from '../lib/krait.mjs';
import { Oracle } from '../lib/oracle.mjs';
import { prelude } from './generate.mjs';

const batch = readFileSync(new URL('batch.py', import.meta.url));
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

/**
 * Runs `programs` ({ number, source }) as one batch.
 * Answers findings: { number, source, kind: 'differs' | 'crash' | 'timeout', text }.
 * options: { mode: 'run' | 'compile', compare, binary, timeout, env }.
 */
export async function runBatch(programs, oracle, options) {
  const findings = [];
  const timeout = options.timeout ?? 120_000;
  const job = (list) => ({
    name: 'batch.py',
    source: batch,
    args: [options.mode, String(list[0].number)],
    files: {
      'programs.txt': Buffer.concat(
        list.flatMap((p, i) => [Buffer.from(i ? separator : ''), Buffer.from(p.source)]),
      ),
      'prelude.py': prelude,
    },
    timeout,
  });
  const bySource = new Map(programs.map((p) => [String(p.number), p.source]));
  const expectation = options.compare ? oracle.run(job(programs)).then(parts) : undefined;
  const seen = new Map();
  for (let rest = programs; rest.length;) {
    const answer = await runKrait(job(rest), options);
    const { out, ended, last } = parts(answer);
    for (const [number, text] of out) seen.set(number, text);
    if (ended && !crashed(answer)) break;
    const at = last === undefined ? 0 : rest.findIndex((p) => String(p.number) === last);
    const kind = answer.status === 'timeout' ? 'timeout' : 'crash';
    const text = `status ${answer.status}\n${answer.stderr.slice(0, 6000)}`;
    findings.push({ number: rest[at].number, source: rest[at].source, kind, text });
    if (ended) break;
    seen.delete(String(rest[at].number));
    rest = rest.slice(at + 1); // the rest in a process of its own
  }
  if (expectation) {
    const { out, ended, last } = await expectation;
    for (const [number, text] of out) {
      if (!seen.has(number) || (!ended && number === last)) continue;
      const have = seen.get(number);
      if (have === text) continue;
      // How deep a text may nest depends on the stack that the host gives: not compared.
      if (options.mode === 'compile' && /RecursionError|MemoryError/.test(text + have)) continue;
      findings.push({
        number: Number(number),
        source: bySource.get(number),
        kind: 'differs',
        text: diff(text, have, 3, 30),
      });
    }
  }
  return findings;
}

/**
 * Runs `count` programs made by `make(number)` from `first` on, in batches, some at a time, and reports.
 * options: as runBatch, and { size, jobs, report(finding), progress(done) }.
 */
export async function runMany(make, first, count, options) {
  const size = options.size ?? 100;
  const queue = [];
  for (let i = first; i < first + count; i += size)
    queue.push([i, Math.min(size, first + count - i)]);
  let found = 0;
  let done = 0;
  const lanes = options.jobs ?? Math.min(2, availableParallelism());
  await Promise.all(
    Array.from({ length: Math.min(lanes, queue.length) }, async () => {
      const oracle = options.compare ? await Oracle.start() : undefined;
      for (let next; (next = queue.shift());) {
        const programs = Array.from({ length: next[1] }, (_, i) => ({
          number: next[0] + i,
          source: make(next[0] + i),
        }));
        for (const finding of await runBatch(programs, oracle, options)) {
          found++;
          options.report(finding);
        }
        done += next[1];
        options.progress?.(done);
      }
      oracle?.stop();
    }),
  );
  return found;
}
