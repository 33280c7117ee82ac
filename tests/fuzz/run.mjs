// The fuzzers as a command, for any number of inputs. Prints each finding with what reproduces it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/krait.mjs';
import { generate } from './generate.mjs';
import { runMany } from './harness.mjs';
import { mutations } from './mutate.mjs';
import { values, runValues } from './values.mjs';

const usage = `usage: node tests/fuzz/run.mjs [options]
  --kind KIND    programs (default): random valid programs
                 mutants: damaged source texts, compiled
                 ${Object.keys(values).join(', ')}: random calls (tests/fuzz/values)
  --count N      how many (default 200)
  --seed S       which first (default 1): program number S is the same for ever
  --alone        in Krait only: crashes and hangs, no comparison
  --krait PATH   the binary (default: $KRAIT, else the WebAssembly build)
  --jobs N       how many batches at a time (default 2)
  --detail       results that are told as digests, told in full
  --show S       only print the input of that number
  --out DIR      where findings are written (default build/fuzz)`;

const options = { kind: 'programs', count: 200, seed: 1, out: join(root, 'build', 'fuzz') };
const argv = process.argv.slice(2);
for (let i = 0; i < argv.length; i++) {
  const name = argv[i].replace(/^--/, '');
  if (name === 'alone' || name === 'detail') options[name] = true;
  else if (
    ['kind', 'count', 'seed', 'krait', 'jobs', 'show', 'out', 'size'].includes(name) &&
    i + 1 < argv.length
  )
    options[name] = /^\d+$/.test(argv[i + 1]) ? Number(argv[++i]) : argv[++i];
  else {
    console.error(usage);
    process.exit(2);
  }
}

mkdirSync(options.out, { recursive: true });
let shown = 0;
const common = {
  binary: options.krait,
  jobs: options.jobs,
  compare: !options.alone,
  detail: options.detail,
  report({ number, source, kind, text }) {
    const file = join(options.out, `${options.kind}-${number}.py`);
    writeFileSync(file, source);
    console.log(
      `${kind.toUpperCase()} ${options.kind} ${number} (${file})\n${++shown > 200 ? '' : text}\n`,
    );
  },
};

let found;
if (options.kind === 'programs' || options.kind === 'mutants') {
  const make = options.kind === 'programs' ? generate : mutations();
  if (options.show !== undefined) {
    process.stdout.write(make(options.show));
    process.exit();
  }
  const mode = options.kind === 'programs' ? 'run' : 'compile';
  found = await runMany(make, options.seed, options.count, { ...common, mode, size: options.size });
} else if (options.kind in values) {
  found = await runValues(options.kind, options.seed, options.count, common);
} else {
  console.error(usage);
  process.exit(2);
}
console.log(`${options.count} ${options.kind} from ${options.seed} on: ${found} findings`);
process.exitCode = found ? 1 : 0;
