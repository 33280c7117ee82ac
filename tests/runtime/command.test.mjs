// The command, used as python3 is: options, standard streams, exit status, environment.
import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  keepInterrupting,
  kraitCommand,
  runCommand,
  spawnText,
  startCommand,
  utf8,
} from '../lib/krait.mjs';
import { temporaryFolder } from '../lib/suite.mjs';

const dir = temporaryFolder();
const file = (name, text) => {
  mkdirSync(join(dir, name, '..'), { recursive: true });
  writeFileSync(join(dir, name), text);
  return join(dir, name);
};

/** Runs krait with arguments; checks what is expected of { stdout, stderr, status }. */
function check(name, args, expected, options = {}) {
  test(name, async () => {
    const real = typeof args === 'function' ? args() : args;
    const answer = await runCommand(real, { cwd: dir, ...options });
    for (const [key, value] of Object.entries({ status: 0, ...expected })) {
      const got = key === 'status' ? answer[key] : utf8(answer[key]);
      if (value instanceof RegExp) assert.match(got, value, answer.stderr);
      else assert.equal(got, value, `${key}\n${answer.stderr}`);
    }
  });
}

const show = file('show.py', 'import sys\nprint(sys.argv, __name__, __file__)\n');
check('a file and its arguments', [show, 'a', '-b', 'ü'], {
  stdout: `['${show}', 'a', '-b', 'ü'] __main__ ${show}\n`,
});
check(
  'the working directory as a program',
  ['.'],
  { stdout: `${join(dir, 'run_here', '__main__.py')}\n` },
  { cwd: (file('run_here/__main__.py', 'print(__file__)\n'), join(dir, 'run_here')) },
);
check('-c', ['-c', 'import sys; print(sys.argv, __name__)', 'x', '-y'], {
  stdout: "['-c', 'x', '-y'] __main__\n",
});
check(
  '- reads standard input',
  ['-', 'x'],
  { stdout: "['-', 'x']\n" },
  { stdin: 'import sys\nprint(sys.argv)\n' },
);
check(
  'a piped program has a name',
  [],
  { stdout: "<stdin> None ['']\n" },
  { stdin: 'import sys\nprint(__file__, __cached__, sys.argv)\n' },
);
check('a piped program', [], { stdout: '3\n' }, { stdin: 'print(1 + 2)\n' });
check(
  'a piped program that is wrong',
  [],
  { status: 1, stderr: /File "<stdin>", line 1\n[^]*SyntaxError: invalid syntax/ },
  { stdin: 'a = = 1\n' },
);
check(
  '-m',
  ['-m', 'this_module', 'x'],
  { stdout: 'x __main__\n' },
  {
    env: {
      PYTHONPATH:
        (file('path/this_module.py', 'import sys\nprint(sys.argv[1], __name__)\n'),
        join(dir, 'path')),
    },
  },
);
check(
  '-m of a package',
  ['-m', 'pack.sub'],
  { stdout: 'pack.sub pack __main__\n' },
  {
    env: {
      PYTHONPATH:
        (file('path/pack/__init__.py', ''),
        file('path/pack/sub.py', 'print(__spec__.name, __package__, __name__)'),
        join(dir, 'path')),
    },
  },
);
check('-m of what is not there', ['-m', 'no_such_module'], {
  status: 1,
  stderr: /No module named no_such_module\n$/,
});
check(
  'a directory with __main__.py',
  () => [(file('app/__main__.py', 'import sys; print(sys.path[0])'), join(dir, 'app'))],
  {
    stdout: `${join(dir, 'app')}\n`,
  },
);
check('a file that is not there', ['nowhere.py'], {
  status: 2,
  stderr: /can't open file '.*nowhere\.py': \[Errno \d+\] No such file or directory\n$/,
});
check('-V', ['-V'], { stdout: /^Python 3\.14\.\d+ \(Krait\)\n$/ });
check('--version', ['--version'], { stdout: /^Python 3\.14\.\d+ \(Krait\)\n$/ });
check('-h', ['-h'], { stdout: /^usage: / });
check('an option that is not there', ['-Y'], { status: 2, stderr: /^unknown option:? -Y\n/i });
check('-c without a program', ['-c'], {
  status: 2,
  stderr: /argument expected for the -c option/i,
});

const flags =
  'import sys; f = sys.flags; print(f.optimize, f.dont_write_bytecode, f.ignore_environment, f.isolated, f.no_site, f.quiet, f.interactive)';
const noEnv = { env: { PYTHONDONTWRITEBYTECODE: '' } };
check('flags: none', ['-c', flags], { stdout: '0 0 0 0 0 0 0\n' }, noEnv);
check('flags: -O', ['-O', '-c', flags], { stdout: '1 0 0 0 0 0 0\n' }, noEnv);
check('flags: -OO -B -q', ['-OO', '-B', '-q', '-c', flags], { stdout: '2 1 0 0 0 1 0\n' }, noEnv);
check('flags: -I', ['-I', '-c', flags], { stdout: '0 0 1 1 0 0 0\n' }, noEnv);
check('flags: together', ['-EBSc', flags], { stdout: '0 1 1 0 1 0 0\n' }, noEnv);
check('-O drops assert', ['-O', '-c', 'assert False; print(__debug__)'], { stdout: 'False\n' });
check('-W', ['-W', 'error', '-c', 'import warnings; warnings.warn("w")'], {
  status: 1,
  stderr: /UserWarning: w\n$/,
});
check('-X', ['-X', 'foo=bar', '-X', 'dev_x', '-c', 'import sys; print(sys._xoptions)'], {
  stdout: "{'foo': 'bar', 'dev_x': True}\n",
});
check('-S', ['-S', '-c', 'import sys; print("site" in sys.modules)'], { stdout: 'False\n' });
check('-u', ['-u', '-c', 'import sys; print(sys.stdout.write_through)'], { stdout: 'True\n' });
check(
  '-v tells of imports, from before there are streams on',
  ['-v', '-c', 'import json; print(1)'],
  {
    stdout: '1\n',
    stderr: /^import 'encodings[^]*\nimport 'json' # /,
  },
);
check(
  'PYTHONPATH',
  ['-c', 'import this_one; print(this_one.x)'],
  { stdout: '1\n' },
  {
    env: { PYTHONPATH: (file('elsewhere/this_one.py', 'x = 1'), `${dir}/none:${dir}/elsewhere`) },
  },
);
check(
  '-E ignores PYTHONPATH',
  ['-E', '-c', 'import this_one'],
  { status: 1, stderr: /ModuleNotFoundError/ },
  {
    env: { PYTHONPATH: join(dir, 'elsewhere') },
  },
);
for (const seed of ['0', '1']) {
  test(`PYTHONHASHSEED=${seed} makes hashes repeatable`, async () => {
    const run = () =>
      runCommand(['-c', 'print(hash("a"), hash(b"b"), {"x", "y", "z"})'], {
        env: { PYTHONHASHSEED: seed },
      });
    const [a, b] = [await run(), await run()];
    assert.equal(a.stdout, b.stdout);
    assert.notEqual(a.stdout, '');
  });
}
for (const seed of ['x', '-1', '4294967296'])
  check(
    `PYTHONHASHSEED wrong: ${seed}`,
    ['-c', '1'],
    { status: 1, stderr: /PYTHONHASHSEED must be "random" or an integer/ },
    {
      env: { PYTHONHASHSEED: seed },
    },
  );
check('flags: what counts, and what does not', ['-tqqBBEEI', '-c', flags], {
  stdout: '0 1 1 1 0 1 0\n',
});

// A zone with daylight saving time: one kind of time, no transitions, a rule.
const block = Buffer.from(`TZif2${'\0'.repeat(15 + 12)}\0\0\0\0\0\0\0\x01\0\0\0\x04`, 'latin1');
const clock = Buffer.from('\0\0\x0e\x10\0\0CET\0', 'latin1');
const rule = Buffer.from('\nCET-1CEST,M3.5.0,M10.5.0/3\n');
file('zones/Made/Here', Buffer.concat([block, clock, block, clock, rule]));
const zones = `
import gc, pickle, weakref, zoneinfo
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo
print(zoneinfo.available_timezones())
zone = ZoneInfo('Made/Here')
start = datetime(2024, 3, 31, 1, 30, tzinfo=zone)
print(start + timedelta(days=1), (start.astimezone(timezone.utc) + timedelta(hours=1)).astimezone(zone))
print(datetime.now(zone).tzinfo is zone, ZoneInfo('Made/Here') is zone, zone, repr(zone))
class Mine(ZoneInfo): pass
mine, other = Mine('Made/Here'), ZoneInfo.no_cache('Made/Here')
print(pickle.loads(pickle.dumps(zone)) is zone, pickle.loads(pickle.dumps(mine)) is mine)
print(pickle.loads(pickle.dumps(other)) in (other, zone), Mine('Made/Here') is mine, mine)
ZoneInfo.clear_cache(only_keys=['Made/There'])
print(ZoneInfo('Made/Here') is zone)
ZoneInfo.clear_cache()
print(ZoneInfo('Made/Here') is zone, Mine('Made/Here') is mine)
kept, mine = weakref.ref(ZoneInfo('Made/Here')), weakref.ref(mine)
gc.collect()
print(kept() is ZoneInfo('Made/Here'), mine())
try: ZoneInfo('Made/There')
except zoneinfo.ZoneInfoNotFoundError: print('not found')
`;
check(
  'time zones',
  ['-c', zones],
  {
    stdout: `{'Made/Here'}
2024-04-01 01:30:00+02:00 2024-03-31 03:30:00+02:00
True True Made/Here zoneinfo.ZoneInfo(key='Made/Here')
True True
False True Made/Here
True
False True
True None
not found
`,
  },
  { env: { PYTHONTZPATH: join(dir, 'zones') } },
);
check('a module of the zones first', ['-c', 'import _zoneinfo; print(_zoneinfo.ZoneInfo)'], {
  stdout: "<class 'zoneinfo.ZoneInfo'>\n",
});

check('exit status of sys.exit', ['-c', 'import sys; sys.exit(5)'], { status: 5, stderr: '' });
check('exit status of a message', ['-c', 'raise SystemExit("message")'], {
  status: 1,
  stderr: 'message\n',
});
check('exit status of an exception', ['-c', 'raise ValueError("x")'], {
  status: 1,
  stderr: /^Traceback[^]*ValueError: x\n$/,
});
check('exit status is a byte', ['-c', 'import sys; sys.exit(-1)'], { status: 255 });
check('os._exit', ['-c', 'import os; print("lost", end=""); os._exit(9)'], {
  status: 9,
  stdout: '',
});
check('output is flushed at the end', ['-c', 'print("no newline", end="")'], {
  stdout: 'no newline',
});
check('standard error is text too', ['-c', 'import sys; print("ü", file=sys.stderr)'], {
  stderr: 'ü\n',
});
check('input', ['-c', 'print(input("? "), input())'], { stdout: '? a b\n' }, { stdin: 'a\nb\n' });
check(
  'input at the end',
  ['-c', 'input()'],
  { status: 1, stderr: /EOFError: EOF when reading a line\n$/ },
  { stdin: '' },
);
check(
  'reading standard input by lines',
  ['-c', 'import sys\nfor l in sys.stdin: print(len(l))'],
  { stdout: '2\n3\n1\n' },
  { stdin: 'a\nbc\nd' },
);
check(
  'reading standard input as bytes',
  ['-c', 'import sys; print(sys.stdin.buffer.read())'],
  { stdout: "b'\\xff\\n'\n" },
  { stdin: Buffer.from([255, 10]) },
);
check(
  '-i goes on after the program',
  ['-i', '-c', 'x = 41'],
  { stdout: /42/ },
  { stdin: 'x + 1\n' },
);
check(
  'interactive: last value',
  ['-i', '-q'],
  { stdout: "3\n6\n'a'\n" },
  { stdin: '1 + 2\n_ * 2\n"a"\nNone\n' },
);
check(
  'interactive: what follows a statement is for its input() and its debugger',
  ['-i', '-q'],
  { stdout: '> <stdin-1>(1)<module>()\n(Pdb) 0\n(Pdb) ', stderr: /ZeroDivisionError/ },
  { stdin: 'z = 0\n1 / z\nfrom pdb import pm; pm()\np z\nq\n' },
);
check(
  'interactive: an exception does not end it',
  ['-i', '-q'],
  { stdout: '1\n', stderr: /ZeroDivisionError[^]*SyntaxError/ },
  {
    stdin: '1 / 0\nx = = 2\nprint(1)\n',
  },
);
check(
  'interactive: blocks',
  ['-i', '-q'],
  { stdout: '0\n1\nend\n' },
  { stdin: 'for i in range(2):\n    print(i)\n\nprint("end")\n' },
);

check(
  'interactive: an empty line ends a block, others do not; comments and blank lines are statements',
  ['-i', '-q'],
  { stdout: '0\n1\nelse\nend\n', stderr: />>> \.\.\. \.\.\. \.\.\. \.\.\. >>> / },
  {
    stdin:
      'for i in range(2):\n    print(i)\n    \n# comment\n\n# comment\n\n   \nif 0:\n  1\nelse:\n  print("else")\n\nprint("end")\n',
  },
);
check(
  'interactive: brackets, strings and backslashes go on in the next line',
  ['-i', '-q'],
  { stdout: "(1, 2)\n'a\\nb'\n3\n'1'\n" },
  { stdin: '(1,\n\n2)\n"""a\nb"""\n1 + \\\n2\nf"{\n1}"\n' },
);
check(
  'interactive: a wrong line in a block is told at once',
  ['-i', '-q'],
  {
    stdout: '1\n',
    stderr: /File "<stdin>", line 2\n {4}x y\n {6}\^\nSyntaxError: invalid syntax\n>>> /,
  },
  { stdin: 'def f():\n  x y\nprint(1)\n' },
);
check(
  'interactive: the end of the input ends a block',
  ['-i', '-q'],
  { stdout: '0\n1\n' },
  { stdin: 'for i in range(2):\n    print(i)' },
);
check(
  'interactive: tracebacks show the statement of each function',
  ['-i', '-q'],
  {
    stderr:
      /File "<stdin>", line 1, in <module>\n {4}f\(1\)\n {4}~\^\^\^\n {2}File "<stdin>", line 2, in f\n {4}return x \/ 0\n {11}~~\^~~\nZeroDivisionError: division by zero\n/,
  },
  { stdin: 'def f(x):\n    return x / 0\n\nf(1)\n' },
);
check(
  'interactive: prompts are objects, asked each time',
  ['-i', '-q'],
  { stderr: />>> 1>2>more\n3>\n$/ },
  {
    stdin:
      'class P:\n    n = 0\n    def __str__(self):\n        self.n += 1\n        return f"{self.n}>"\n\nimport sys; sys.ps1 = P(); sys.ps2 = "more\\n"\n1\n(\n)\n'.replace(
        'class P',
        'pass;   \nclass P',
      ),
  },
);
check(
  'interactive: sys.displayhook, and _ left alone by None',
  ['-i', '-q'],
  { stdout: '<5>\n4\n' },
  {
    stdin:
      'import sys\nold = sys.displayhook\nsys.displayhook = lambda v: print(f"<{v}>")\n5\nsys.displayhook = old\n2 + 2\nNone\nsys.last_exc\nassert _ == 4\n',
  },
);
check(
  'interactive: sys.last_exc',
  ['-i', '-q'],
  { stdout: 'True True\n' },
  {
    stdin:
      '1 / 0\nimport sys\nprint(type(sys.last_exc) is ZeroDivisionError, sys.last_exc is sys.last_value)\n',
  },
);
check(
  'interactive: __future__ holds for what follows',
  ['-i', '-q'],
  { stdout: "{'x': 'no_such_name'}\n" },
  {
    stdin:
      'from __future__ import annotations\ndef f(x: no_such_name): pass\n\nf.__annotations__\n',
  },
);
check(
  '-i after a file: lines of the prompt are not those of the file',
  ['-i', file('lines.py', 'a = 1\nb = 2\n1 / 0\n')],
  {
    stderr:
      /^Traceback[^]*line 3[^]*>>> Traceback.*\n {2}File "<stdin>", line 1, in <module>\n {4}c\n/,
  },
  { stdin: 'c\n' },
);
check(
  '-i after a file that is not there',
  ['-i', 'nowhere.py'],
  { stdout: '2\n', stderr: /can't open file .*\n>>> >>> \n$/ },
  { stdin: '1 + 1\n' },
);
check(
  'interactive: the end of the input ends a statement, and the prompt comes again',
  ['-i', '-q'],
  { stderr: />>> \.\.\. \n {2}File "<stdin>", line 1\n {4}\(1,\n {4}\^\nSyntaxError: .*\n>>> \n$/ },
  { stdin: '(1,' },
);
check(
  'interactive: exit',
  ['-i', '-q'],
  { status: 3, stdout: '1\n' },
  { stdin: 'print(1)\nexit(3)\nprint(2)\n' },
);
check(
  '-i goes on after an exception and after exit',
  ['-i', '-c', 'import sys; x = 5; sys.exit(7)'],
  { status: 0, stdout: '5\n', stderr: /SystemExit: 7\n>>> / },
  { stdin: 'x\n' },
);
check(
  '-i shows who it is',
  ['-i'],
  { stderr: /^Python 3\.14\.\d+ .* on \w+\nType "help", .*\n>>> \n$/ },
  { stdin: '' },
);
check(
  'PYTHONSTARTUP',
  ['-i', '-q'],
  { stdout: '42 False\n' },
  {
    stdin: 'print(answer, "__file__" in globals())\n',
    env: { PYTHONSTARTUP: file('startup.py', 'answer = 42\n') },
  },
);
check(
  'PYTHONSTARTUP that fails',
  ['-i', '-q'],
  { stdout: '1\n', stderr: /^Could not open PYTHONSTARTUP\nFileNotFoundError: .*nowhere/ },
  { stdin: '1\n', env: { PYTHONSTARTUP: '/nowhere' } },
);
check(
  'sys.__interactivehook__ that fails',
  ['-i', '-q'],
  {
    stdout: '1\n',
    stderr: /^Failed calling sys.__interactivehook__\nTraceback[^]*ZeroDivisionError/,
  },
  {
    stdin: '1\n',
    env: {
      PYTHONSTARTUP: file('hook.py', 'import sys\nsys.__interactivehook__ = lambda: 1 / 0\n'),
    },
  },
);
check(
  'code.interact',
  ['-c', 'import code; code.interact(banner="b", exitmsg="e", local={"x": 5})'],
  { stdout: /5\n/, stderr: /^b\n[^]*ZeroDivisionError[^]*e\n$/ },
  { stdin: 'x\n1/0\n' },
);
check(
  'breakpoint',
  ['-c', 'x = 5\nbreakpoint()\nprint("after")'],
  { stdout: /\(Pdb\) 5\n[^]*after\n/ },
  { stdin: 'p x\nc\n' },
);

const warn = 'import sys; print(sys.warnoptions, sys.flags.bytes_warning, sys.flags.dev_mode)';
check('-b', ['-b', '-c', warn], { stdout: "['default::BytesWarning'] 1 False\n" });
check('-bb raises', ['-bb', '-c', 'b"x" == "x"'], {
  status: 1,
  stderr: /BytesWarning: Comparison between bytes and string\n$/,
});
check(
  'warning options, weakest first',
  ['-X', 'dev', '-W', 'error', '-bb', '-c', warn],
  { stdout: "['default', 'ignore', 'once', 'error', 'error::BytesWarning'] 2 True\n" },
  { env: { PYTHONWARNINGS: 'ignore,,once' } },
);
const failing = `
import asyncio, sys

async def bad(n):
    await asyncio.sleep(0)
    raise ValueError(n)

async def main():
    try:
        await asyncio.create_task(bad(1))
    except ValueError:
        pass
    print(sys.exception())
    await asyncio.gather(bad(2))

try:
    asyncio.run(main())
except ValueError as e:
    print(e.__context__)
    t = e.__traceback__
    while t:
        print(t.tb_frame.f_code.co_name, end=' ')
        t = t.tb_next
`;
check('what CPython has of asyncio in C is not in tracebacks, nor a context', ['-c', failing], {
  stdout: 'None\nNone\n<module> run run run_until_complete main bad ',
});
const unknownNames = `
import io
for f in (
    lambda: ''.encode('ascii', 'no'), lambda: b'a'.decode(errors='no'), lambda: b''.decode('no'),
    lambda: str(b'', 'no'), lambda: bytes('a', 'latin-1', 'no'), lambda: str(bytearray(), 'ascii', 'no'),
    lambda: io.TextIOWrapper(io.BytesIO(), 'ascii', 'no').errors, lambda: 'a'.encode('ascii', 'replace'),
):
    try:
        print(repr(f()), end=' ')
    except LookupError as e:
        print(e.args[0][8:14], end=' ')
`;
check('unknown encodings and error handlers', ['-c', unknownNames], {
  stdout: "b'' 'a' '' '' b'a' '' 'no' b'a' ",
});
check('-X dev checks encodings and error handlers', ['-X', 'dev', '-c', unknownNames], {
  stdout: "error  error  encodi encodi error  error  error  b'a' ",
});
check('-X int_max_str_digits', ['-X', 'int_max_str_digits=640', '-c', 'str(10**640)'], {
  status: 1,
  stderr: /Exceeds the limit \(640 digits\)/,
});
check('-X int_max_str_digits too low', ['-X', 'int_max_str_digits=7', '-c', '1'], {
  status: 1,
  stderr:
    /^Fatal Python error: config_init_int_max_str_digits: -X int_max_str_digits: invalid limit; must be >= 640/,
});
check(
  'PYTHONINTMAXSTRDIGITS',
  ['-c', 'import sys; print(sys.flags.int_max_str_digits, sys.get_int_max_str_digits())'],
  { stdout: '1000 1000\n' },
  { env: { PYTHONINTMAXSTRDIGITS: '1000' } },
);
check('-X utf8 wrong', ['-X', 'utf8=2', '-c', '1'], {
  status: 1,
  stderr: /^Fatal Python error: preconfig_init_utf8_mode: invalid -X utf8 option value\n/,
});
check(
  'PYTHONIOENCODING',
  ['-c', 'import sys; print(sys.stdout.encoding, sys.stdin.errors, sys.stderr.errors)'],
  { stdout: 'iso8859-1 strict backslashreplace\n' },
  { env: { PYTHONIOENCODING: 'latin-1' } },
);
check(
  'PYTHONIOENCODING unknown',
  ['-c', '1'],
  { status: 1, stderr: /LookupError: unknown encoding: xx\n/ },
  { env: { PYTHONIOENCODING: 'xx' } },
);
check(
  'PYTHONPYCACHEPREFIX, -X pycache_prefix',
  ['-X', 'pycache_prefix=/a', '-c', 'import sys; print(sys.pycache_prefix)'],
  { stdout: '/a\n' },
  { env: { PYTHONPYCACHEPREFIX: '/b' } },
);
for (const [value, n] of [
  ['0', 0],
  ['2', 2],
  ['x', 1],
])
  check(
    `PYTHONOPTIMIZE=${value}`,
    ['-c', 'import sys; print(sys.flags.optimize)'],
    { stdout: `${n}\n` },
    { env: { PYTHONOPTIMIZE: value } },
  );
check('-x', ['-x', file('skip.py', 'not python\nprint("second")\n1/0\n')], {
  status: 1,
  stdout: 'second\n',
  stderr: /line 3, in <module>/,
});
check('-VV', ['-VV'], { stdout: /^Python 3\.14\.\d+ \(Krait\) \[.*\]\n$/ });
check('an option after -V is read too', ['-bVc'], { status: 2, stderr: /for the -c option/ });
check('--check-hash-based-pycs', ['--check-hash-based-pycs', 'x', '-c', '1'], {
  status: 2,
  stderr: /^--check-hash-based-pycs must be one of 'default', 'always', or 'never'\n/,
});
for (const option of ['--help-env', '--help-xoptions', '-?'])
  check(option, [option], { stdout: /PYTHONPATH|pycache_prefix|usage: / });
check('a script with a byte order mark', [file('bom.py', '\ufeffprint("bom")\n')], {
  stdout: 'bom\n',
});
check('a name is made absolute', () => (file('rel.py', 'print(__file__)'), ['./rel.py']), {
  stdout: `${dir}/./rel.py\n`,
});
test('a zip archive with __main__.py, under any name, and on sys.path', async () => {
  // Made by Python itself: entries that are not compressed.
  const make = `import zipfile
with zipfile.ZipFile('packed', 'w') as z:
    z.writestr('__main__.py', 'import inside, sys; print(inside.x, __file__, sys.argv)')
    z.writestr('inside.py', 'x = 1')
`;
  const run = (...args) => runCommand(args, { cwd: dir });
  assert.deepEqual(await run('-c', make), { stdout: '', stderr: '', status: 0 });
  assert.equal((await run('packed', 'a')).stdout, `1 ${dir}/packed/__main__.py ['packed', 'a']\n`);
  const code = 'import sys; sys.path.insert(0, "packed"); import inside; print(inside.__file__)';
  assert.equal((await run('-c', code)).stdout, 'packed/inside.py\n');
});
check('-m json.tool', ['-m', 'json.tool', '--compact', file('x.json', '{"a": [1,\n2]}')], {
  stdout: '{"a":[1,2]}\n',
});
check('-m dis', ['-m', 'dis', file('d.py', 'x = 1\n')], { stdout: /STORE_NAME/ });
check(
  '-m unittest',
  ['-m', 'unittest', 'test_one'],
  { status: 1, stderr: /^F\.\n[^]*AssertionError: 1 != 2\n[^]*FAILED \(failures=1\)\n$/ },
  {
    env: {
      PYTHONPATH:
        (file(
          'unit/test_one.py',
          'import unittest\nclass T(unittest.TestCase):\n  def test_a(self): self.assertEqual(1, 2)\n  def test_b(self): pass\n',
        ),
        join(dir, 'unit')),
    },
  },
);
check('-m timeit', ['-m', 'timeit', '-n', '1', '-r', '1', 'pass'], {
  stdout: /^1 loop, best of 1: /,
});

for (const [value, status, stderr] of [
  ['', 0, ''],
  ['None', 0, ''],
  ['257', 1, ''],
  ['2**70', 255, ''],
  ['(1, 2)', 1, '(1, 2)\n'],
  ['True', 1, ''],
  ['1.5', 1, '1.5\n'],
  ['"ü"', 1, 'ü\n'],
])
  check(`SystemExit(${value})`, ['-c', `raise SystemExit(${value})`], { status, stderr });
for (const [name, setup] of Object.entries({
  'sys.stderr closed': 'sys.stderr.close()',
  'no sys.stderr': 'del sys.stderr',
}))
  check(`an exception and ${name}`, ['-c', `import sys; ${setup}; 1/0`], {
    status: 1,
    stderr:
      /^object address {2}: 0x[\da-f]+\nobject refcount : 3\nobject type {5}: 0x[\da-f]+\nobject type name: ZeroDivisionError\nobject repr {5}: ZeroDivisionError\('division by zero'\)\nlost sys.stderr\n$/,
  });
check('sys.excepthook that raises', ['-c', 'import sys; sys.excepthook = None; 1/0'], {
  status: 1,
  stderr:
    /^Error in sys.excepthook:\nTypeError: 'NoneType' object is not callable\n\nOriginal exception was:\nTraceback [^]*\nZeroDivisionError: division by zero\n$/,
});
check('no sys.excepthook', ['-c', 'import sys; del sys.excepthook; 1/0'], {
  status: 1,
  stderr: /^sys.excepthook is missing\nTraceback [^]*\nZeroDivisionError: division by zero\n$/,
});
check('SystemExit without sys.stderr', ['-c', 'import sys; sys.stderr = None; sys.exit("m")'], {
  status: 1,
  stderr: 'm\n',
});
check('os.abort', ['-c', 'import os; os.abort()'], { status: 134 });
check('output that cannot be written at the end', ['-c', 'import os; print(1); os.close(1)'], {
  status: 120,
  stderr: /^Exception ignored while flushing sys.stdout:\nOSError: .*\n$/,
});
check(
  'a position in /dev/null is the first',
  [
    '-c',
    `import os
with open(os.devnull, 'a') as f: print(f.seekable(), f.tell(), f.write('abc'), f.seek(0, 2))
fd = os.open(os.devnull, os.O_RDWR)
print(os.lseek(fd, 100, 0), os.write(fd, b'abc'), os.lseek(fd, 5, 1), os.read(fd, 5))`,
  ],
  { stdout: "True 0 3 0\n0 3 0 b''\n" },
);
check('no sys.stderr', ['-c', 'import sys; sys.stderr = None; 1/0'], { status: 1, stderr: '' });
check('-c shows its source in tracebacks', ['-c', 'def f():\n  1/0\nf()'], {
  status: 1,
  stderr: /line 3, in <module>\n {4}f\(\)\n {4}~\^\^\n.*line 2, in f\n {4}1\/0\n {4}~\^~\n/,
});

// What is done when the module is built (src/vm/prepare.c) shows nowhere.
check(
  'without site none of its modules is there',
  [
    '-S',
    '-c',
    'import sys; print({"os", "site", "stat", "posixpath"} & set(sys.modules)); import os',
  ],
  { stdout: 'set()\n' },
);
check(
  'the environment is the one of the start',
  ['-c', 'import os, posix; print(os.environ["A"], posix.environ[b"A"], "HOME" in os.environ)'],
  { stdout: "ü b'\\xc3\\xbc' False\n" },
  { env: { A: 'ü' } },
);
check(
  'frozen modules can be loaded again',
  [
    '-c',
    'import importlib, os, _imp, marshal\nold = os.getenv\nimportlib.reload(os)\nprint(old is os.getenv, marshal.loads(_imp.find_frozen("os", withdata=True)[0]).co_filename)',
  ],
  { stdout: 'False <frozen os>\n' },
);
for (const seed of ['0', '7', 'random'])
  check(
    `every dict and set can be searched with PYTHONHASHSEED=${seed}`,
    [
      '-c',
      `import gc, sys
n = 0
for o in gc.get_objects() + [vars(t) for t in object.__subclasses__()]:
    if isinstance(o, (dict, set, frozenset)):
        for k in list(o):
            n += 1
            assert k in o, (k, o)
assert n > 5000, n
assert sys.intern("".join(["getatt", "r"])) is sys.intern("getattr") and getattr(sys, "".join(["arg", "v"])) is sys.argv
print("fine")`,
    ],
    { stdout: 'fine\n' },
    { env: { PYTHONHASHSEED: seed } },
  );

test('the script directory is where a link leads', async () => {
  file('real/linked.py', 'import sys; print(sys.path[0])');
  symlinkSync('real/linked.py', join(dir, 'link.py'));
  const answer = await runCommand(['link.py'], { cwd: dir });
  assert.equal(answer.stdout, `${join(dir, 'real')}\n`);
});

test('a closed pipe', async () => {
  // A pipe of the shell's: those of Node.js are sockets, which fail in other ways.
  const command = kraitCommand().map((text) => `'${text}'`);
  const line = `{ ${command.join(' ')} -c 'while True: print("x" * 1000)'; echo "status $?" >&2; } | head -c 10`;
  const { stderr } = await spawnText(['sh', '-c', line], { env: { PATH: process.env.PATH } });
  assert.match(
    stderr,
    /BrokenPipeError: \[Errno \d+\] Broken pipe\nException ignored while flushing sys.stdout:\nBrokenPipeError: .*\nstatus 120\n$/,
  );
});

for (const [name, code] of [
  ['computes', 'print("go", flush=True)\nwhile True: pass'],
  ['sleeps', 'import time\nprint("go", flush=True)\ntime.sleep(30)'],
]) {
  test(`Ctrl-C while it ${name}`, async () => {
    const { child, ended } = startCommand(['-c', code]);
    child.stdout.once('data', () => child.kill('SIGINT'));
    const { status, stderr } = await ended;
    assert(status === 'signal SIGINT' || status === 130, `${status} ${stderr}`);
    assert.match(stderr, /KeyboardInterrupt\n$/);
  });
}

test('Ctrl-C raises KeyboardInterrupt, which can be caught', async () => {
  const code = `
import time
try:
    print("go", flush=True)
    time.sleep(30)
except KeyboardInterrupt:
    print("caught", flush=True)
`;
  const { child, ended } = startCommand(['-c', code]);
  child.stdout.once('data', () => child.kill('SIGINT'));
  const { stdout, stderr, status } = await ended;
  assert.equal(stdout, 'go\ncaught\n', stderr);
  assert.equal(status, 0);
});

// What Node.js gives a child is a socket. Interrupted until it is heard: code that cannot leave only listens once
// it waits.
for (const [name, code] of [
  ['', 'sys.stdin.buffer.raw.read(5)'],
  [' in code that cannot leave', 'sorted([2, 1], key=lambda v: (input(), v))'],
  [
    ' while another thread lives',
    'threading.Thread(target=event.wait, daemon=True).start(); input()',
  ],
])
  test(`Ctrl-C while it reads from a socket${name}`, async () => {
    const head = 'import sys, threading\nevent = threading.Event()\nprint("go", flush=True)\n';
    const { child, ended } = startCommand([
      '-c',
      `${head}try:\n  ${code}\nexcept KeyboardInterrupt:\n  print("caught", flush=True)`,
    ]);
    keepInterrupting(child, 'caught');
    const { stdout, stderr } = await ended;
    assert.equal(stdout, 'go\ncaught\n', stderr);
  });

test('SIGPIPE with its default action ends it', async () => {
  const code =
    'import signal\nsignal.signal(signal.SIGPIPE, signal.SIG_DFL)\nwhile True: print("x" * 1000)';
  const command = kraitCommand().map((text) => `'${text}'`);
  const line = `{ ${command.join(' ')} -c '${code}'; echo "status $?" >&2; } | head -c 10`;
  const { stderr } = await spawnText(['sh', '-c', line], { env: { PATH: process.env.PATH } });
  assert.match(stderr, /^(Broken pipe\n)?status 141\n$/);
});

// SIGUSR1 starts Node's debugger, if nobody hinders it.
for (const name of ['SIGTERM', 'SIGUSR1', 'SIGUSR2'])
  check(
    `${name} with its default action`,
    ['-c', `import os, signal\nos.kill(os.getpid(), signal.${name})`],
    {
      stderr: '',
      status: `signal ${name}`,
    },
  );

// --- at a terminal ------------------------------------------------------------------------------------------

const hasScript = spawnSync('script', ['-qec', 'true', '/dev/null']).status === 0;

/**
 * Runs krait in a pseudo-terminal: sends each text once what comes before it in `steps` was shown.
 * @param {string[]} args @param {[string, string][]} steps
 */
async function atTerminal(args, steps, env = {}) {
  const quoted = [...kraitCommand(), ...args].map((text) => `'${text}'`).join(' ');
  const child = spawn('script', ['-qec', `exec ${quoted}`, '/dev/null'], {
    cwd: dir,
    env: { PATH: process.env.PATH, TERM: 'dumb', LANG: 'C.UTF-8', ...env },
  });
  let out = '';
  let at = 0;
  const rest = [...steps];
  child.stdout.on('data', (chunk) => {
    out += chunk;
    while (rest.length) {
      const found = out.indexOf(rest[0][0], at);
      if (found < 0) break;
      at = found + rest[0][0].length;
      child.stdin.write(/** @type {any} */ (rest.shift())[1]);
    }
  });
  const status = await new Promise((resolve) => child.on('close', resolve));
  return { out: out.replaceAll('\r\n', '\n'), status };
}

const terminal = (name, args, steps, pattern, status = 0) =>
  test(
    `at a terminal: ${name}`,
    { skip: hasScript ? false : 'no pseudo-terminals, or no command script' },
    async () => {
      const answer = await atTerminal(args, steps);
      assert.match(answer.out, pattern);
      assert.equal(answer.status, status);
    },
  );

terminal(
  'a prompt without -i, and an end by Ctrl-D',
  [],
  [
    ['>>> ', '1 + 2\n'],
    ['3', '\x04'],
  ],
  /^Python 3\.14[^]*>>> 1 \+ 2\n3\n>>> \n$/,
);
terminal(
  'Ctrl-C at the prompt, in a statement under way and in one that runs',
  ['-q'],
  [
    ['>>> ', 'x = (1,\n'],
    ['... ', '\x03'],
    ['>>> ', '\x03'],
    ['>>> ', 'print("go")\nwhile True: pass\n\n'],
    ['\ngo', ''],
    ['... ', '\x03'],
    ['>>> ', 'import time\nprint("sleep"); time.sleep(100)\n'],
    ['>>> sleep', '\x03'],
    ['>>> ', 'input("name? ")\n'],
    ['\nname? ', '\x03'],
    ['>>> ', 'exit(4)\n'],
  ],
  /\.\.\. \^C\nKeyboardInterrupt\n>>> \^C\nKeyboardInterrupt\n[^]*\^CTraceback[^]*time\.sleep\(100\)[^]*KeyboardInterrupt\n>>> input[^]*KeyboardInterrupt\n>>> exit\(4\)\n$/,
  4,
);
terminal(
  'Ctrl-C ends a wait of the only thread',
  [
    '-c',
    'import threading, time\ntime.sleep(0.001)\nprint("go", flush=True)\ntry: threading.Event().wait()\nexcept KeyboardInterrupt: print("caught")',
  ],
  [['go', '\x03']],
  /caught\n$/,
);
terminal(
  'input() gives one line each, and an end by Ctrl-D that is not the last',
  [
    '-c',
    'print([input("a "), input("b ")])\ntry: input("c ")\nexcept EOFError: print("end")\nprint(input("d "))',
  ],
  [
    ['a ', 'one\ntwo\n'],
    ['c ', '\x04'],
    ['d ', 'three\n'],
  ],
  /\['one', 'two'\]\nc [^]*end\nd [^]*three\n$/,
);
terminal(
  'breakpoint()',
  ['-c', 'x = 5\nbreakpoint()\nprint("after")'],
  [
    ['(Pdb) ', 'p x + 1\n'],
    ['6', ''],
    ['(Pdb) ', 'c\n'],
  ],
  /\n6\n[^]*after\n$/,
);
terminal(
  'code.interact',
  ['-c', 'import code; code.interact("banner", local={"x": 5})'],
  [
    ['>>> ', 'x\n'],
    ['5', ''],
    ['>>> ', '\x04'],
  ],
  /banner\n>>> x\n5\n[^]*now exiting/,
);
terminal(
  'what it knows of it',
  ['-c', 'import os, sys; print(os.isatty(0), sys.stdin.isatty(), sys.stdout.line_buffering)'],
  [],
  /^True True True\n$/,
);
