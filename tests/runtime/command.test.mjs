// The command, used as python3 is: options, standard streams, exit status, environment.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { kraitCommand, spawnText } from '../lib/krait.mjs';

const dir = mkdtempSync(join(tmpdir(), 'krait-command-'));
after(() => rmSync(dir, { recursive: true, force: true }));
const file = (name, text) => {
  mkdirSync(join(dir, name, '..'), { recursive: true });
  writeFileSync(join(dir, name), text);
  return join(dir, name);
};

/** Runs krait with arguments; checks what is expected of { stdout, stderr, status }. */
function check(name, args, expected, options = {}) {
  const todo = /^(-i |interactive)/.test(name); // interactive mode is not there yet
  test(name, { todo }, async () => {
    const env = {
      PATH: process.env.PATH,
      LANG: 'C.UTF-8',
      PYTHONDONTWRITEBYTECODE: '1',
      ...options.env,
    };
    const real = typeof args === 'function' ? args() : args;
    const answer = await spawnText([...kraitCommand(), ...real], {
      cwd: dir,
      stdin: options.stdin,
      env,
    });
    for (const [key, value] of Object.entries({ status: 0, ...expected })) {
      const got = key === 'status' ? answer[key] : Buffer.from(answer[key], 'latin1').toString();
      if (value instanceof RegExp) assert.match(got, value, answer.stderr);
      else assert.equal(got, value, `${key}\n${answer.stderr}`);
    }
  });
}

const show = file('show.py', 'import sys\nprint(sys.argv, __name__, __file__)\n');
check('a file and its arguments', [show, 'a', '-b', 'ü'], {
  stdout: `['${show}', 'a', '-b', 'ü'] __main__ ${show}\n`,
});
check('-c', ['-c', 'import sys; print(sys.argv, __name__)', 'x', '-y'], {
  stdout: "['-c', 'x', '-y'] __main__\n",
});
check(
  '- reads standard input',
  ['-', 'x'],
  { stdout: "['-', 'x']\n" },
  { stdin: 'import sys\nprint(sys.argv)\n' },
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
      spawnText([...kraitCommand(), '-c', 'print(hash("a"), hash(b"b"), {"x", "y", "z"})'], {
        env: { PATH: process.env.PATH, PYTHONHASHSEED: seed },
      });
    const [a, b] = [await run(), await run()];
    assert.equal(a.stdout, b.stdout);
    assert.notEqual(a.stdout, '');
  });
}
check(
  'PYTHONHASHSEED wrong',
  ['-c', '1'],
  { status: 1, stderr: /PYTHONHASHSEED must be "random" or an integer/ },
  {
    env: { PYTHONHASHSEED: 'x' },
  },
);

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

test('the script directory is where a link leads', async () => {
  file('real/linked.py', 'import sys; print(sys.path[0])');
  symlinkSync('real/linked.py', join(dir, 'link.py'));
  const answer = await spawnText([...kraitCommand(), 'link.py'], {
    cwd: dir,
    env: { PATH: process.env.PATH },
  });
  assert.equal(answer.stdout, `${join(dir, 'real')}\n`);
});

/** Starts krait and gives the child, to be dealt with. */
function start(args) {
  const [program, ...rest] = kraitCommand();
  const child = spawn(program, [...rest, ...args], { cwd: dir, stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.on('error', () => {});
  let stderr = '';
  child.stderr.on('data', (chunk) => (stderr += chunk));
  const ended = new Promise((resolve) =>
    child.on('close', (status, signal) => resolve({ status, signal, stderr })),
  );
  return { child, ended };
}

test('a closed pipe', async () => {
  const { child, ended } = start(['-c', 'while True: print("x" * 1000)']);
  child.stdout.once('data', () => child.stdout.destroy());
  const { status, stderr } = await ended;
  assert.equal(status, 1, stderr);
  assert.match(stderr, /BrokenPipeError: \[Errno \d+\] Broken pipe\n$/);
});

for (const [name, code] of [
  ['computes', 'print("go", flush=True)\nwhile True: pass'],
  ['sleeps', 'import time\nprint("go", flush=True)\ntime.sleep(30)'],
]) {
  test(`Ctrl-C while it ${name}`, async () => {
    const { child, ended } = start(['-c', code]);
    // Interrupt until it is over: the first may come before the handler is there.
    child.stdout.once('data', () => {
      const again = setInterval(() => child.kill('SIGINT'), 100);
      child.once('exit', () => clearInterval(again));
    });
    const { status, signal, stderr } = await ended;
    assert(signal === 'SIGINT' || status === 130, `${status} ${signal} ${stderr}`);
  });
}

test('Ctrl-C raises KeyboardInterrupt, which can be caught', async () => {
  const code = `
import time
time.sleep(0.1)
try:
    print("go", flush=True)
    time.sleep(30)
except KeyboardInterrupt:
    print("caught", flush=True)
`;
  const { child, ended } = start(['-c', code]);
  let out = '';
  child.stdout.on('data', (chunk) => {
    if (out === '') child.kill('SIGINT');
    out += chunk;
  });
  const { status, stderr } = await ended;
  assert.equal(out, 'go\ncaught\n', stderr);
  assert.equal(status, 0);
});
