// The fuzzers as a command, for any number of inputs. Prints each finding with what reproduces it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/krait.mjs';
import { generate, generateSmall } from './generate.mjs';
import { runMany } from './harness.mjs';
import { mutations, starved } from './mutate.mjs';
import { values, runValues } from './values.mjs';

const usage = `usage: node tests/fuzz/run.mjs [options]
  --kind KIND    programs (default): random valid programs
                 watched: the same, traced and monitored at random moments
                 starved: programs, generated and of the language suite, whose requests for memory fail
                     (only in a build with sanitizers, alone)
                 wild: programs whose code objects are changed at random (alone)
                 reentrant: objects used while they are in use; a number is a case (alone)
                 mutants: damaged source texts, compiled
                 ${Object.keys(values).join(', ')}: random calls (tests/fuzz/values)
  --count N      how many (default 200)
  --seed S       which first (default 1): program number S is the same for ever
  --alone        in Krait only: crashes and hangs, no comparison
  --krait PATH   the binary (default: $KRAIT, else the WebAssembly build)
  --jobs N       how many batches at a time (default 2)
  --detail       results that are told as digests, told in full
  --small        make the program of each finding small
  --shift N      so many objects more in Krait: all addresses are others
  --show S       only print the input of that number
  --out DIR      where findings are written (default build/fuzz)`;

const options = { kind: 'programs', count: 200, seed: 1, out: join(root, 'build', 'fuzz') };
const argv = process.argv.slice(2);
for (let i = 0; i < argv.length; i++) {
  const name = argv[i].replace(/^--/, '');
  if (['alone', 'detail', 'small'].includes(name)) options[name] = true;
  else if (
    ['kind', 'count', 'seed', 'krait', 'jobs', 'show', 'out', 'size', 'shift'].includes(name) &&
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
  shift: options.shift,
  shrink: options.small,
  report({ number, source, kind, text }) {
    const file = join(options.out, `${options.kind}-${number}.py`);
    writeFileSync(file, source);
    console.log(
      `${kind.toUpperCase()} ${options.kind} ${number} (${file})\n${++shown > 200 ? '' : text}\n`,
    );
  },
};

let found;
const modes = {
  programs: 'run',
  watched: 'watch',
  starved: 'starve',
  wild: 'wild',
  reentrant: 'reenter',
  mutants: 'compile',
};
if (options.kind in modes) {
  const mode = modes[options.kind];
  const make = {
    run: generate,
    watch: generateSmall,
    wild: generateSmall,
    starve: starved(),
    reenter: String,
    compile: mutations(),
  }[mode];
  if (options.show !== undefined) {
    const made = make(options.show);
    process.stdout.write(made.source ?? made);
    process.exit();
  }
  found = await runMany(make, options.seed, options.count, { ...common, mode, size: options.size });
} else if (options.kind in values) {
  found = await runValues(options.kind, options.seed, options.count, common);
} else {
  console.error(usage);
  process.exit(2);
}
console.log(`${options.count} ${options.kind} from ${options.seed} on: ${found} findings`);
process.exitCode = found ? 1 : 0;
