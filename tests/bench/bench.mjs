// Times the programs of programs/ in Krait, Pyodide, MicroPython and native CPython, side by side: each
// round runs a program in all of them, one after the other, so that a busy moment of the machine hits all.
// A program is run several times in one process and the fastest counts; each process warms up first. A process
// that lands on a processor whose other half is busy stays slow for all its life, so a best time counts as found
// when a second process came near it: until every system has that, all of them get another round, up to three
// times --rounds. MicroPython, which no goal is measured against, has one round of few loops.
//
// usage: node tests/bench/bench.mjs [--rounds N] [--samples N] [--systems krait,pyodide] [WORD...]
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { kraitCommand, root } from '../lib/krait.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const work = join(root, 'build', 'bench');
const python = '/usr/bin/python3';

const options = { rounds: 2, samples: 3, systems: 'krait,pyodide,micropython,native' };
const words = [];
for (let i = 2; i < process.argv.length; i++) {
  const name = process.argv[i].replace(/^--/, '');
  if (name !== process.argv[i] && name in options) options[name] = process.argv[++i];
  else words.push(process.argv[i]);
}

const systems = {
  krait: { title: 'Krait', command: (file) => [...kraitCommand(), file] },
  pyodide: {
    title: 'Pyodide',
    command: (file) => [process.execPath, join(here, 'run-pyodide.mjs'), file],
  },
  micropython: {
    title: 'MicroPython',
    command: (file) => [process.execPath, join(here, 'run-micropython.mjs'), file],
  },
  native: { title: 'CPython', command: (file) => [python, file] },
};
const chosen = String(options.systems).split(',');

// What is appended to a program: it times `loops` calls of bench(), several times.
const epilogue = (loops) => `

def _measure():
    import time
    if hasattr(time, 'perf_counter'):
        clock = time.perf_counter
    else:
        clock = lambda: time.ticks_us() / 1000000
    times = []
    for _ in range(${Number(options.samples) + 1}):
        start = clock()
        for _ in range(${loops}):
            result = bench()
        times.append(clock() - start)
    print('RESULT', result)
    print('TIMES', times[1:])


_measure()
`;

function run(system, file) {
  const [program, ...args] = systems[system].command(file);
  return spawnSync(program, args, { encoding: 'utf8', timeout: 300_000, maxBuffer: 1 << 26 });
}

/** Seconds of one loop, for each sample, and what the program computed; or what went wrong. */
function measure(system, file, loops) {
  const ended = run(system, file);
  const times = /^TIMES \[(.*)\]$/m.exec(ended.stdout ?? '');
  if (!times) {
    const lines = (ended.stderr || ended.stdout || String(ended.error ?? ended.signal))
      .trim()
      .split('\n');
    return {
      error: lines.findLast((line) => /Error|memory/.test(line)) ?? lines[lines.length - 1],
    };
  }
  return {
    seconds: times[1].split(',').map((sample) => Number(sample) / loops),
    result: /^RESULT (.*)$/m.exec(ended.stdout)?.[1],
  };
}

const geometricMean = (values) =>
  Math.exp(values.reduce((sum, v) => sum + Math.log(v), 0) / values.length);
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

function table(rows) {
  const widths = rows[0].map((_, i) => Math.max(...rows.map((row) => row[i].length)));
  return rows
    .map((row) =>
      row.map((cell, i) => (i ? cell.padStart(widths[i]) : cell.padEnd(widths[i]))).join('  '),
    )
    .join('\n');
}
const ms = (seconds) =>
  seconds === undefined ? '-' : (seconds * 1000).toFixed(seconds < 0.1 ? 1 : 0);
const ratio = (a, b) => (a && b ? (a / b).toFixed(2) : '-');

// --- the programs ---------------------------------------------------------------------------------------

mkdirSync(work, { recursive: true });
const programs = readdirSync(join(here, 'programs'))
  .filter((name) => name.endsWith('.py'))
  .map((name) => name.slice(0, -3))
  .filter((name) => !words.length || words.some((word) => name.includes(word)));

/** Whether two rounds' best times agree within 8 %: that is the program's time, not a disturbed one. */
const found = (bests) => bests.filter((best) => best <= 1.08 * Math.min(...bests)).length >= 2;
const least = Number(options.rounds);
const another = (round, settled) => round < least || (least > 1 && round < 3 * least && !settled());

const results = {};
const problems = [];
for (const name of programs) {
  const source = readFileSync(join(here, 'programs', `${name}.py`), 'utf8');
  const loops = Number(/^# loops: (\d+)$/m.exec(source)?.[1] ?? 1);
  const file = join(work, `${name}.py`);
  const row = (results[name] = {});
  const answers = {};
  const measured = (system) => system !== 'micropython' && !row[system]?.error;
  const settled = () => chosen.filter(measured).every((system) => found(row[system].bests));
  for (let round = 0; another(round, settled); round++) {
    for (const system of round ? chosen.filter(measured) : chosen) {
      const times = system === 'micropython' ? Math.ceil(loops / 8) : loops;
      writeFileSync(file, source + epilogue(times));
      const { error, seconds, result } = measure(system, file, times);
      if (error) {
        row[system] = { error };
        problems.push(`${name}: ${systems[system].title}: ${error}`);
        continue;
      }
      answers[system] = result;
      const all = [...(row[system]?.all ?? []), ...seconds];
      const bests = [...(row[system]?.bests ?? []), Math.min(...seconds)];
      row[system] = { all, bests, best: Math.min(...all), median: median(all) };
    }
  }
  const expected = answers.pyodide ?? answers.native;
  for (const system of chosen) {
    if (expected !== undefined && answers[system] !== undefined && answers[system] !== expected) {
      problems.push(
        `${name}: ${systems[system].title} computed ${answers[system]}, not ${expected}`,
      );
    }
  }
  const line = chosen
    .map((system) => `${systems[system].title} ${ms(row[system]?.best)}`)
    .join('  ');
  console.error(`${name}: ${line}`);
}

const others = chosen.filter((system) => system !== 'krait');
const best = (name, system) => results[name][system]?.best;
const rows = [
  [
    'best of all samples, ms',
    ...chosen.map((s) => systems[s].title),
    ...others.map((s) => `K/${systems[s].title}`),
  ],
];
for (const name of programs) {
  rows.push([
    name,
    ...chosen.map((system) => ms(best(name, system))),
    ...others.map((system) => ratio(best(name, 'krait'), best(name, system))),
  ]);
}
/** The geometric mean, over all programs, of one system's times over another's: of the `best` or the `median`. */
const meanRatio = (kind, system, other) => {
  const ratios = programs
    .map((name) => [results[name][system]?.[kind], results[name][other]?.[kind]])
    .filter(([a, b]) => a && b)
    .map(([a, b]) => a / b);
  return ratios.length ? geometricMean(ratios) : undefined;
};
const meanRow = (title, means) =>
  rows.push([title, ...chosen.map(() => ''), ...means.map((mean) => mean?.toFixed(2) ?? '-')]);
const means = others.map((system) => meanRatio('best', 'krait', system));
meanRow('geometric mean', means);
meanRow(
  '... of the medians',
  others.map((system) => meanRatio('median', 'krait', system)),
);
const native = chosen.includes('native') && meanRatio('best', 'pyodide', 'native');
if (native)
  rows.push([
    `(Pyodide over native CPython: ${native.toFixed(2)})`,
    ...chosen.map(() => ''),
    ...others.map(() => ''),
  ]);
console.log(`\n${table(rows)}\n`);
for (const problem of problems) console.log(problem);

const pyodide = others.indexOf('pyodide');
if (pyodide >= 0 && means[pyodide] !== undefined) {
  const losing = programs.filter((name) => best(name, 'krait') > 1.2 * best(name, 'pyodide'));
  console.log(`goal: at most 0.6 of Pyodide's time: ${means[pyodide] <= 0.6 ? 'met' : 'not met'}`);
  console.log(
    `goal: no program above 1.2: ${losing.length ? `not met (${losing.join(', ')})` : 'met'}`,
  );
}

const collections = ['krait', 'native'].map((system) => results.gc_full?.[system]?.best);
if (collections.every(Boolean)) {
  const met = collections[0] <= collections[1];
  console.log(
    `goal: a full collection in at most native CPython's time: ${met ? 'met' : 'not met'}`,
  );
}

// --- start-up -------------------------------------------------------------------------------------------

if (!words.length || words.includes('startup')) {
  const file = join(work, 'startup.py');
  writeFileSync(file, 'print(1)\n');
  const starts = {
    'node -e 0': [process.execPath, '-e', '0'],
    Krait: [...kraitCommand(), '-c', 'print(1)'],
    ...Object.fromEntries(
      chosen.filter((s) => s !== 'krait').map((s) => [systems[s].title, systems[s].command(file)]),
    ),
  };
  const times = Object.fromEntries(Object.keys(starts).map((name) => [name, []]));
  for (let round = 0; round < 15; round++) {
    for (const [name, [program, ...args]] of Object.entries(starts)) {
      if (round > 4 && name === 'Pyodide') continue;
      const start = process.hrtime.bigint();
      spawnSync(program, args, { stdio: 'ignore' });
      times[name].push(Number(process.hrtime.bigint() - start) / 1e6);
    }
  }
  const base = median(times['node -e 0']);
  console.log('\nstart, then print(1): median ms of the whole process (over bare node)');
  for (const [name, all] of Object.entries(times)) {
    const over = median(all) - base;
    console.log(
      `  ${name.padEnd(12)} ${median(all).toFixed(0).padStart(5)}  ${over.toFixed(0).padStart(5)}`,
    );
  }
  const over = median(times.Krait) - base;
  console.log(`goal: at most 60 ms over bare node: ${over <= 60 ? 'met' : 'not met'}`);
}

// --- threads ----------------------------------------------------------------------------------------------

if (!words.length || words.includes('threads')) {
  console.log('\ntwo threads that compute, over the same work in one');
  for (const system of ['krait', 'native'].filter((name) => chosen.includes(name))) {
    const { stdout } = run(system, join(here, 'threads.py'));
    const ratios = [...stdout.matchAll(/^(\S+) (\S+)$/gm)];
    for (const [, interval, value] of ratios)
      console.log(
        `  ${systems[system].title.padEnd(8)} ${Number(value).toFixed(3)}  switching every ${interval} s`,
      );
    if (system === 'krait') {
      const met = ratios.length === 2 && ratios.every(([, , value]) => Number(value) <= 1.05);
      console.log(`goal: at most 1.05: ${met ? 'met' : 'not met'}`);
    }
  }
}

// --- tracing ----------------------------------------------------------------------------------------------

if (!words.length || words.includes('tracing')) {
  const costs = {};
  const settled = () =>
    Object.values(costs).every((bests) => Object.values(bests).every((all) => found(all)));
  for (let round = 0; another(round, settled); round++) {
    for (const system of ['krait', 'native'].filter((name) => chosen.includes(name))) {
      const { stdout } = run(system, join(here, 'tracing.py'));
      for (const [, name, value] of stdout.matchAll(/^(\S+ \S+) (\S+)$/gm))
        ((costs[name] ??= {})[system] ??= []).push(Number(value));
    }
  }
  for (const cost of Object.values(costs))
    for (const system of Object.keys(cost)) cost[system] = Math.min(...cost[system]);
  console.log('\na traced iteration, microseconds: Krait, native CPython, Krait over CPython');
  for (const [name, { krait, native }] of Object.entries(costs)) {
    const cell = (value) => (value ? value.toFixed(3) : '-').padStart(7);
    console.log(`  ${name.padEnd(20)} ${cell(krait)} ${cell(native)}   ${ratio(krait, native)}`);
  }
  const over = Object.keys(costs).filter((name) => costs[name].krait > 2 * costs[name].native);
  if (chosen.includes('native'))
    console.log(`goal: at most 2.00: ${over.length ? `not met (${over.join(', ')})` : 'met'}`);
}

const dist = join(root, 'dist');
if (!words.length && existsSync(join(dist, 'krait.wasm'))) {
  console.log('\nsize');
  console.log(
    execFileSync(process.execPath, [join(root, 'wasm', 'size.mjs'), dist], {
      encoding: 'utf8',
      cwd: root,
    }),
  );
}
writeFileSync(join(work, 'results.json'), JSON.stringify(results));
