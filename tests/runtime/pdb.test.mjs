// The debugger at the terminal: commands come through standard input, and what is printed is what CPython
// prints. Where the oracle can run the same session (it reads standard input too) it is asked; for the rest,
// options of the command line and what follows a session, the text stands here.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { explain } from '../lib/compare.mjs';
import { runCommand, runKrait } from '../lib/krait.mjs';
import { sharedOracle, temporaryFolder } from '../lib/suite.mjs';

const dir = temporaryFolder();
const oracle = sharedOracle();

/** What is debugged, here and in the language suite's pdb_*.py. What follows it stands from line 60 on. */
const target = readFileSync(
  new URL('../language/programs/tracing/common.d/target.py', import.meta.url),
  'utf8',
);

/** One session: `tail` follows the target in its file, the commands are typed. */
function session(name, tail, commands) {
  test(name, async () => {
    const job = {
      name: 'prog.py',
      source: target + tail,
      stdin: commands.join('\n') + '\n',
      args: [],
      files: {},
    };
    const [expected, actual] = await Promise.all([oracle.run(job), runKrait(job, {})]);
    const problem = explain(name, expected, actual);
    assert.equal(problem, '', problem);
  });
}

session('breakpoint()', 'breakpoint()\nmain()\n', [
  'where',
  'list',
  'step',
  'step',
  'next',
  'args',
  'next',
  'p values',
  'pp {k: v for k, v in enumerate(values)}',
  'until 55',
  'return',
  'continue',
]);
session('breakpoints', 'breakpoint()\nmain()\n', [
  'break fib, n == 0',
  'tbreak 26',
  'break',
  'continue',
  'whatis self',
  'p amount, self.total',
  'up',
  'p v',
  'down',
  'condition 1 n == 1',
  'ignore 1 1',
  'commands 1',
  'silent',
  'p "at", n',
  'end',
  'continue',
  'where',
  'disable 1',
  'enable 1',
  'clear 1',
  'break 500',
  'break nothing',
  'continue',
]);
session('display, alias, source, statements', 'breakpoint()\nmain()\n', [
  'break Account.add',
  'continue',
  'display self.total',
  'display amount',
  'next',
  'next',
  'undisplay amount',
  'next',
  'alias pt p self.total',
  'pt',
  'alias',
  'unalias pt',
  'source fib',
  'source 1',
  '!self.total = 99',
  'self.total',
  'x = [i for i in range(3)]',
  'x',
  'for i in x: print(i)',
  '1/0',
  'nonsense +',
  'retval',
  'return',
  'retval',
  'll',
  'list 1, 5',
  'list .',
  'list',
  '$_frame.f_lineno',
  '$saved = 5',
  '$saved',
  'clear',
  'y',
  'quit',
  'y',
]);
session('jump', "import warnings\nwarnings.simplefilter('ignore')\nbreakpoint()\nmain()\n", [
  'step',
  'step',
  'next',
  'jump 57',
  'jump 50',
  'next',
  'jump 100',
  'jump 1',
  'jump 58',
  'p text',
  'quit',
  'y',
]);
session('exceptions', 'breakpoint()\nmain()\n', [
  'break 53',
  'continue',
  'step',
  'step',
  'step',
  'step',
  'step',
  'next',
  'exceptions',
  'continue',
]);
session('generators and comprehensions', 'breakpoint()\nmain()\n', [
  'break numbers',
  'continue',
  'next',
  'next',
  'next',
  'next',
  'return',
  'until',
  'clear 1',
  'next',
  'next',
  'continue',
]);
session('help and unknown commands', 'breakpoint()\n', [
  'help',
  'help step',
  'h nothing',
  'help exec',
  'foo bar',
  '',
  'whatis main',
  'whatis Account',
  'whatis Account.add',
  'source main',
  'p',
  'pp',
  'up',
  'down',
  'frame 0',
  'interact_',
  'continue',
]);
session(
  'post mortem',
  "import pdb\ntry:\n    Account('bob').add(-5)\nexcept ValueError:\n    pdb.post_mortem()\nprint('on')\n",
  ['where', 'p self.owner', 'up', 'list', 'down', 'args', 'quit'],
);
session(
  'pm() of a chain of exceptions',
  `import pdb
try:
    try:
        Account('bob').add(-5)
    except ValueError as e:
        raise KeyError('outer') from e
except KeyError as e:
    pdb.post_mortem(e)
`,
  ['exceptions', 'exceptions 0', 'where', 'p self.total', 'exceptions 5', 'exceptions 1', 'quit'],
);
session(
  'set_trace(), run(), runeval(), runcall()',
  `import pdb
pdb.run('x = 1; main()', {'main': lambda: 5})
print(pdb.runeval('fib(2) + 1'))
print(pdb.runcall(fib, 1))
def inner():
    pdb.set_trace()
    return 7
print(inner())
`,
  [
    'step',
    'step',
    'continue',
    'step',
    'return',
    'continue',
    'next',
    'next',
    'continue',
    'where',
    'next',
    'continue',
  ],
);
session('end of the input', 'breakpoint()\nmain()\n', ['step']);
session(
  'sys.breakpointhook and PYTHONBREAKPOINT',
  `import sys
sys.breakpointhook = lambda *a, **k: print('hook', a, k)
breakpoint(1, x=2)
sys.breakpointhook = sys.__breakpointhook__
import os
os.environ['PYTHONBREAKPOINT'] = '0'
print(breakpoint())
os.environ['PYTHONBREAKPOINT'] = 'builtins.print'
breakpoint('printed')
os.environ['PYTHONBREAKPOINT'] = 'no.such'
breakpoint()
`,
  [],
);

// --- python -m pdb: as the command runs it, against the same module run in the oracle -----------------------

function command(name, args, commands) {
  test(name, async () => {
    const source = target + "if __name__ == '__main__':\n    main()\n    fib(None)\n";
    const driver = `import runpy, sys
sys.argv = ['pdb', *${JSON.stringify(args)}]
runpy.run_module('pdb', run_name='__main__', alter_sys=True)
`;
    const stdin = commands.join('\n') + '\n';
    const job = {
      name: 'driver.py',
      source: driver,
      stdin,
      args: [],
      files: { 'prog.py': source },
    };
    writeFileSync(join(dir, 'prog.py'), source);
    const env = { HOME: dir, NO_COLOR: '1' };
    const [expected, actual] = await Promise.all([
      oracle.run(job),
      runCommand(['-m', 'pdb', ...args], { cwd: dir, env, stdin }),
    ]);
    assert.equal(actual.stdout.replaceAll(`${dir}/`, ''), expected.stdout, actual.stderr);
  });
}

command(
  '-m pdb: a condition, the end by an exception, post mortem, restart',
  ['-c', 'break fib, n is None', 'prog.py'],
  ['continue', 'where 1', 'continue', 'args', 'up', 'quit', 'y'],
);
command(
  '-m pdb: steps, until, run again',
  ['prog.py', 'an argument'],
  [
    'break main',
    'continue',
    'next',
    'run',
    'continue',
    'tbreak 58',
    'continue',
    'p text',
    'quit',
    'y',
  ],
);
command('-m pdb -m', ['-c', 'break main', '-m', 'prog'], ['continue', 'where 1', 'quit', 'y']);
command('-m pdb of a file that is not there', ['nothing.py'], []);
