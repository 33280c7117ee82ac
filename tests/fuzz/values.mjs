// The programs of values/: random calls of what is built in. Each makes its own random values from a seed
// and prints outcomes, one a line; here they run in both and their lines are compared.
import { readFileSync } from 'node:fs';
import { normalizeAll } from '../differences.mjs';
import { crashed, diff } from '../lib/compare.mjs';
import { runKrait } from '../lib/krait.mjs';
import { askInParallel } from '../lib/oracle.mjs';
import { defaultLanes } from '../lib/parallel.mjs';

const read = (name) => readFileSync(new URL(`values/${name}.py`, import.meta.url));

/** Kinds, and how many results a process makes. */
export const values = {
  format: 4000,
  parse: 4000,
  floats: 4000,
  integers: 500,
  methods: 4000,
  regex: 2000,
  damaged: 2000,
  trees: 2000,
};

/** The lines that differ, side by side as long as both tell the same number of them. */
function differingLines(want, have) {
  const [a, b] = [want.split('\n'), have.split('\n')];
  if (a.length !== b.length) return diff(want, have, 1, 60);
  const out = [];
  for (const [i, line] of a.entries())
    if (line !== b[i]) out.push(`  line ${i + 1}`, `- ${line}`, `+ ${b[i]}`);
  return out.slice(0, 150).join('\n');
}

/** Makes at least `count` results of a kind, of the seeds from `seed` on; options as for runMany. */
export async function runValues(kind, seed, count, options) {
  const size = Math.min(values[kind], count);
  const seeds = Array.from({ length: Math.ceil(count / size) }, (_, i) => seed + i);
  let found = 0;
  const run = async (number, oracle) => {
    const job = {
      name: `${kind}.py`,
      source: read(kind),
      args: [String(number), String(size), ...(options.detail ? ['detail'] : [])],
      files: { 'common.py': read('common') },
      timeout: options.timeout ?? 120_000,
    };
    const [have, want] = await Promise.all([runKrait(job, options), oracle?.run(job)]);
    const told = (kindOf, text) => {
      found++;
      const source = `# ${kind}.py ${number} ${size}\n`;
      options.report({ number, source, kind: kindOf, text });
    };
    if (crashed(have) || have.status !== 0)
      told(
        'crash',
        `status ${have.status}\n${have.stdout.slice(-500)}\n${have.stderr.slice(0, 6000)}`,
      );
    if (want && want.stdout !== have.stdout) {
      const [a, b] = [want, have].map((x) => normalizeAll(x.stdout));
      if (a !== b) told('differs', differingLines(a, b));
    }
    if (want && want.status !== 0) told('oracle', `status ${want.status}\n${want.stderr}`);
  };
  const { oracle, compare = false } = options;
  await askInParallel(seeds, options.jobs ?? defaultLanes(), run, { oracle, compare });
  return found;
}
