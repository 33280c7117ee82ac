// The options -X and their environment variables: what they switch, and what a wrong value is told.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runCommand } from '../lib/krait.mjs';

const run = (options, code, env = {}) => runCommand([...options, '-c', code], { env });

const x = (option) => ['-X', option];
const traced = 'import tracemalloc as t; print(t.is_tracing(), t.get_traceback_limit())';
const flags =
  'import sys; f = sys.flags; print(f.thread_inherit_context, f.context_aware_warnings)';
const encoding = [
  'import io, warnings',
  'with warnings.catch_warnings(record=True) as told:',
  '  io.TextIOWrapper(io.BytesIO())',
  '  io.TextIOWrapper(io.BytesIO(), "locale")',
  'print([str(w.message) for w in told if w.category is EncodingWarning])',
].join('\n');
const cpus = 'import os; print(os.cpu_count(), os.process_cpu_count())';
const columns = [
  'def f(): 1/0',
  'print({p[2] for p in f.__code__.co_positions()}, *(p[0] for p in f.__code__.co_positions()))',
  'f()',
].join('\n');
const frozen = 'import zipimport; print(type(zipimport.__spec__.loader).__name__)';

for (const [name, options, env, code, stdout] of [
  ['tracemalloc', x('tracemalloc'), {}, traced, 'True 1\n'],
  ['tracemalloc=N', x('tracemalloc=7'), {}, traced, 'True 7\n'],
  ['PYTHONTRACEMALLOC', [], { PYTHONTRACEMALLOC: '5' }, traced, 'True 5\n'],
  ['PYTHONTRACEMALLOC=0', [], { PYTHONTRACEMALLOC: '0' }, traced, 'False 1\n'],
  ['-E and PYTHONTRACEMALLOC', ['-E'], { PYTHONTRACEMALLOC: '5' }, traced, 'False 1\n'],
  ['-X goes before', x('tracemalloc=2'), { PYTHONTRACEMALLOC: '5' }, traced, 'True 2\n'],
  ['cpu_count', x('cpu_count=3'), {}, cpus, '3 3\n'],
  ['PYTHON_CPU_COUNT', [], { PYTHON_CPU_COUNT: '4' }, cpus, '4 4\n'],
  [
    'flags',
    [...x('thread_inherit_context=1'), ...x('context_aware_warnings=1')],
    {},
    flags,
    '1 1\n',
  ],
  ['no flags', [], {}, flags, '0 0\n'],
  [
    'warn_default_encoding',
    x('warn_default_encoding'),
    {},
    encoding,
    '["\'encoding\' argument not specified"]\n',
  ],
  ['no encoding warnings', [], {}, encoding, '[]\n'],
  ['frozen_modules', [], {}, frozen, 'type\n'],
  ['frozen_modules=off', x('frozen_modules=off'), {}, frozen, 'SourceFileLoader\n'],
  ['gil=1', x('gil=1'), {}, 'import sys; print(sys._is_gil_enabled())', 'True\n'],
]) {
  test(`-X: ${name}`, async () => {
    assert.deepEqual(await run(options, code, env), { stdout, stderr: '', status: 0 });
  });
}

for (const [options, env, message] of [
  [
    x('tracemalloc=-1'),
    {},
    'config_init_tracemalloc: -X tracemalloc=NFRAME: invalid number of frames',
  ],
  [
    [],
    { PYTHONTRACEMALLOC: 'x' },
    'config_init_tracemalloc: PYTHONTRACEMALLOC: invalid number of frames',
  ],
  [x('gil=0'), {}, 'config_read_gil: Disabling the GIL is not supported by this build'],
  [x('frozen_modules=x'), {}, 'config_init_import: bad value for option "-X frozen_modules"'],
  [
    x('cpu_count=0'),
    {},
    'config_init_cpu_count: -X cpu_count=n option: n is missing or an invalid number',
  ],
]) {
  test(`wrong: ${options.join(' ')}${Object.entries(env).map(String)}`, async () => {
    const answer = await run(options, 'print(1)', env);
    assert.equal(answer.stdout, '');
    assert.equal(answer.status, 1);
    assert.ok(answer.stderr.startsWith(`Fatal Python error: ${message}`), answer.stderr);
  });
}

test('-X no_debug_ranges: lines, but no columns', async () => {
  for (const [options, env] of [
    [x('no_debug_ranges'), {}],
    [[], { PYTHONNODEBUGRANGES: '1' }],
  ]) {
    const answer = await run(options, columns, env);
    assert.match(answer.stdout, /^\{None\} 1 1/);
    assert.doesNotMatch(answer.stderr, /[~^]/);
    assert.match(answer.stderr, /line 1, in f\n[^]*ZeroDivisionError: division by zero\n$/);
  }
});

test('-X importtime', async () => {
  for (const [options, env] of [
    [x('importtime'), {}],
    [[], { PYTHONPROFILEIMPORTTIME: '1' }],
  ]) {
    const { stderr } = await run(options, 'import json, json', env);
    const lines = stderr.trimEnd().split('\n');
    assert.equal(lines[0], 'import time: self [us] | cumulative | imported package');
    for (const line of lines.slice(1)) assert.match(line, /^import time: +\d+ \| +\d+ \| +[\w.]+$/);
    assert.match(lines.at(-1), /\| json$/);
    const [self, all] = lines.at(-1).match(/\d+/g).map(Number);
    assert.ok(all >= self);
    assert.match(stderr, /\| {3}json\.decoder\n/); // inside json
  }
  const { stderr } = await run(x('importtime=2'), 'import json, json');
  assert.match(stderr, /import time: cached {4}\| cached {5}\| json\n$/);
});

test('PYTHONMALLOCSTATS', async () => {
  const { stderr, status } = await run([], 'pass', { PYTHONMALLOCSTATS: '1' });
  assert.equal(status, 0);
  assert.match(stderr, /^Small block threshold = 512, in \d+ size classes\.\n[^]*# blocks +=/);
});
