// The playground in headless Chromium: a page on its main thread, served as plain files. Nothing here waits
// for a length of time; every step waits for what the page shows.
import assert from 'node:assert/strict';
import { after, before, beforeEach, afterEach, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { relative } from 'node:path';
import { serve } from '../../playground/serve.mjs';
import { withImports } from '../../wasm/bundle.mjs';
import { launch } from '../lib/browser.mjs';

/** @type {import('node:http').Server} */ let server;
/** @type {import('playwright-core').Browser} */ let browser;
/** @type {import('playwright-core').Page} */ let page;
let address;
let problems;

before(async () => {
  server = await serve();
  address = `http://127.0.0.1:${server.address().port}`;
  browser = await launch();
});
after(async () => {
  await browser?.close();
  server?.close();
  server?.closeAllConnections();
});

beforeEach(async () => {
  page = await browser.newPage();
  page.setDefaultTimeout(120_000); // a slow machine with much else to do is no failure
  problems = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  await page.goto(`${address}/`);
  await status('Ready');
});
afterEach(async () => {
  await page.close();
  assert.deepEqual(problems, []);
});

/** Waits until the page says so. */
const status = (text) =>
  page.waitForFunction((text) => document.getElementById('status').textContent === text, text);
/** Waits until the output pane contains a text. */
const output = (text) =>
  page.waitForFunction(
    (text) => document.getElementById('output').textContent.includes(text),
    text,
  );
const shown = async () => (await page.locator('#output').innerText()).replace(/\n$/, '');

/** Starts a program; the page then counts its own timer's ticks. */
async function start(program) {
  await page.fill('#code', program);
  await page.click('#run');
  await page.evaluate(() => {
    globalThis.ticks = 0;
    globalThis.timer ??= setInterval(() => globalThis.ticks++, 1);
  });
}
/** The page is alive: its timers go on, and it lays out and paints. */
async function alive() {
  await page.evaluate(() => (globalThis.ticks = 0));
  await page.waitForFunction(() => globalThis.ticks >= 20, null, { polling: 10 });
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)));
}
async function run(program, result = 'Done') {
  await start(program);
  await status(result);
  return shown();
}
async function stop(result = 'Stopped') {
  await page.click('#stop');
  await status(result);
}
/** The page is alive, and Stop ends the program by a KeyboardInterrupt. */
async function stops() {
  await alive();
  await stop();
  assert.match(await shown(), /KeyboardInterrupt/);
}
/** Waits until the program wants a line. */
const wanted = () => page.waitForFunction(() => !document.getElementById('input').disabled);
async function type(line) {
  await page.fill('#input', line);
  await page.keyboard.press('Enter');
}
const indented = (program, by) => program.replace(/^/gm, ' '.repeat(by));

test('prints appear, stderr in its own colour', async () => {
  const text = await run(
    'import sys\nprint("to stdout", 6 * 7)\nprint("to stderr", file=sys.stderr)',
  );
  assert.equal(text, 'to stdout 42\nto stderr');
  assert.equal(await page.locator('#output .stderr').textContent(), 'to stderr\n');
  const [plain, error] = await page.evaluate(() =>
    ['stdout', 'stderr'].map(
      (name) => getComputedStyle(document.querySelector(`#output .${name}`)).color,
    ),
  );
  assert.notEqual(plain, error);
});

test('output appears while the program runs', async () => {
  await start('print("first", flush=True)\nwhile True: pass');
  await output('first');
  await stop();
});

test('a traceback is shown, and the next run is a fresh one', async () => {
  const text = await run('x = 1\ndef f():\n    return 1 / 0\nf()', 'Failed (exit status 1)');
  assert.match(
    text,
    /^Traceback \(most recent call last\):\n {2}File "program.py", line 4, in <module>/,
  );
  assert.match(text, /ZeroDivisionError: division by zero$/);
  assert.match(
    await run('print(x)', 'Failed (exit status 1)'),
    /NameError: name 'x' is not defined/,
  );
  assert.match(await run('a = = 1', 'Failed (exit status 1)'), /SyntaxError: invalid syntax$/);
  assert.equal(await run('import sys; sys.exit(3)', 'Failed (exit status 3)'), '');
});

test('the library is there', async () => {
  const text = await run(
    'import json, re, dataclasses\nprint(json.dumps([re.sub("a", "b", "banana")]))',
  );
  assert.equal(text, '["bbnbnb"]');
});

test('Ctrl-Enter runs; Tab and Enter indent; Escape frees Tab', async () => {
  const code = page.locator('#code');
  await code.fill('');
  await code.press('i');
  await code.pressSequentially('f 1:');
  await code.press('Enter');
  await code.pressSequentially('print("from the keyboard")');
  assert.equal(await code.inputValue(), 'if 1:\n    print("from the keyboard")');
  await code.press('Shift+Tab');
  assert.equal(await code.inputValue(), 'if 1:\nprint("from the keyboard")');
  await code.press('Tab');
  await code.press('Control+Enter');
  await status('Failed (exit status 1)'); // the Tab went where the cursor is: inside the call
  await code.press('Escape');
  await code.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'clear');
});

test('everything has a name, and the page says what it does', async () => {
  for (const [role, name] of [
    ['textbox', 'Program'],
    ['textbox', 'Input'],
    ['button', 'Run'],
    ['button', 'Stop'],
    ['log', 'Output'],
  ])
    // prettier-ignore
    assert.equal(await page.getByRole(role, { name, exact: true }).count(), 1, `${role} ${name}`);
  assert.equal(await page.getByRole('status').count(), 1);
});

describe('the page stays alive and Stop works', () => {
  const cases = {
    'while Python computes': 'print("go", flush=True)\nwhile True: pass',
    'while Python calls functions':
      'print("go", flush=True)\ndef f(n): return n and f(n - 1)\nwhile True: f(50)',
    'while Python sleeps': 'import time\nprint("go", flush=True)\ntime.sleep(1000)',
    'while a generator is summed': 'print("go", flush=True)\nsum(1 for _ in iter(int, 1))',
    'while C consumes an endless iterator':
      'import itertools, collections\nprint("go", flush=True)\ncollections.deque(itertools.count(), maxlen=0)',
    'in a module body, imported':
      'import sys, types\nopen("slow.py", "w").write("import time\\nprint(\'go\', flush=True)\\ntime.sleep(1000)")\nsys.path.insert(0, "")\nimport slow',
  };
  for (const [name, program] of Object.entries(cases)) {
    test(name, async () => {
      await start(program);
      await output('go');
      await stops();
      assert.equal(await run('print("again")'), 'again');
    });
  }

  test('while Python waits for input()', async () => {
    await start('input("? ")');
    await status('Waiting for input');
    await stops();
    assert(await page.locator('#input').isDisabled());
    // what is typed now is the next program's
    await start('print([input()])');
    await status('Waiting for input');
    await type('line');
    await status('Done');
    assert.match(await shown(), /^line\n\['line'\]$/);
  });
});

describe('a second Stop ends a program', () => {
  const deaf = `while True:
    try:
        print('in', flush=True)
        while True: pass
    except KeyboardInterrupt:
        print('once more', flush=True)
`;
  const cases = {
    'that swallows KeyboardInterrupt': deaf,
    'that does so at its end': `import atexit
@atexit.register
def f():
${indented(deaf, 4)}`,
    'that sleeps in a handler': `import time
try:
    print('in', flush=True)
    time.sleep(1000)
finally:
    print('once more', flush=True)
    time.sleep(1000)
`,
  };
  for (const [name, program] of Object.entries(cases)) {
    test(name, async () => {
      await start(program);
      await output('in');
      await alive();
      await page.click('#stop');
      await output('once more');
      await alive();
      await stop('Ended');
      assert.match(await shown(), /was ended/);
      assert.equal(await run('print("again")'), 'again');
    });
  }
});

test('input() gets lines, and the end of input', async () => {
  await start(
    'a = input("a? ")\nb = input()\nprint([a, b])\nimport sys\nprint(sys.stdin.readlines())\ninput()',
  );
  await status('Waiting for input');
  await output('a? ');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'input');
  for (const line of ['one', 'zwei ü €', 'x', 'y']) {
    await wanted();
    await type(line);
  }
  await wanted();
  await page.keyboard.press('Control+d');
  await output(`['x\\n', 'y\\n']`);
  await wanted();
  await page.click('#end');
  await status('Failed (exit status 1)');
  const text = await shown();
  assert(text.startsWith("a? one\nzwei ü €\n['one', 'zwei ü €']\nx\ny\n['x\\n', 'y\\n']\n"), text);
  assert.match(text, /EOFError: EOF when reading a line$/);
});

test('megabytes of output are bounded', async () => {
  const text = await run('for i in range(200_000): print(i, "x" * 50)\nprint("the end")');
  assert(text.endsWith('the end'));
  assert.match(text, /^\(earlier output is no longer shown\)/);
  assert(text.length < 300_000);
  await start('while True: print("y" * 1000)');
  await output('yyy');
  await alive();
  await stop();
});

test('nothing needs cross-origin isolation', async () => {
  const response = await page.request.get(`${address}/playground/`);
  const names = Object.keys(response.headers());
  assert(
    !names.some((name) => name.startsWith('cross-origin') || name === 'content-security-policy'),
  );
  assert.equal(await page.evaluate(() => self.crossOriginIsolated), false);
  assert.equal(page.workers().length, 0);
});

test('a page loads what wasm/size.mjs counts', async () => {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const loaded = [];
  page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
  await page.reload();
  await status('Ready');
  const counted = [...withImports(`${root}dist/js/index.mjs`)].map(
    (file) => `/${relative(root, file)}`,
  );
  assert.deepEqual(
    loaded.filter((path) => /^\/(dist|js)\/.*\.(mjs|wasm)$/.test(path)).sort(),
    ['/dist/krait.wasm', ...counted].sort(),
  );
});

test('two interpreters in one page', async () => {
  const result = await page.evaluate(async () => {
    const { Krait } = await import('/dist/js/index.mjs');
    const out = ['', ''];
    const [a, b] = await Promise.all(
      [0, 1].map((i) => Krait.create({ stdout: (text) => (out[i] += text) })),
    );
    // The first computes until the second has run to its end beside it.
    const first = a.run('name = "a"\nwhile True: pass').catch((error) => error.message);
    await b.run('import time, json\ntime.sleep(0.01)\nprint(json.dumps("b"), "name" in globals())');
    a.interrupt();
    const message = await first;
    await a.run('print(name)');
    await Promise.all([a.dispose(), b.dispose()]);
    return { out, message };
  });
  assert.deepEqual(result, { out: ['a\n', '"b" False\n'], message: 'KeyboardInterrupt' });
});

test('in a worker with a small stack, and no way to put one aside, recursion ends in RecursionError', async () => {
  const out = await page.evaluate(async () => {
    const source = `
delete WebAssembly.Suspending;
const { Krait } = await import("${location.origin}/dist/js/index.mjs");
let out = '';
const py = await Krait.create({ stdout: (text) => (out += text) });
await py.run(\`
import types
x, a = [], int
for _ in range(30000): x, a = [x], list[a]
class A:
    def __lt__(self, other): return sorted([A(), A()])
for f in (lambda: repr(x), lambda: a.__parameters__, lambda: A() < A()):
    try: print(f())
    except RecursionError: print('deep', end=' ')
\`).catch((error) => (out = error.stack));
postMessage(out);`;
    const address = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
    const worker = new Worker(address, { type: 'module' });
    const out = await new Promise((resolve) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = ({ message }) => resolve(message);
    });
    worker.terminate();
    return out;
  });
  assert.equal(out, 'deep deep deep ');
});

test('light and dark', async () => {
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await background();
  await page.emulateMedia({ colorScheme: 'dark' });
  assert.notEqual(await background(), light);
});

test('threads on the main thread: one waits for input, one computes, one sleeps', async () => {
  await start(`
import queue, threading, time
lines, done = queue.Queue(), threading.Event()
def read():
    while line := input():
        lines.put(line)
    done.set()
def compute():
    global steps
    while not done.is_set():
        steps += 1
def sleep():
    global naps
    while not done.wait(0.001):
        naps += 1
steps = naps = 0
threads = [threading.Thread(target=f) for f in (read, compute, sleep)]
for t in threads: t.start()
for i in range(2):
    print('got', lines.get(), flush=True)
for t in threads: t.join()
print(steps > 1000, naps > 1)
`);
  for (const line of ['one', 'two', '']) {
    await wanted();
    await alive();
    await type(line);
    if (line) await output(`got ${line}`);
  }
  await status('Done');
  assert.match(await shown(), /True True$/);
});

describe('inside C code that cannot be left, where the engine can put a stack aside', () => {
  const sort = (body) => `
import time
class A:
    def __lt__(self, other):
${indented(body, 8)}
print(len(sorted([A(), A(), A()])))`;
  const can = () => page.evaluate(() => 'Suspending' in WebAssembly);

  test('a program sleeps, reads, and waits for threads', async (t) => {
    if (!(await can())) return t.skip();
    await start(
      sort(`
import threading
thread = threading.Thread(target=time.sleep, args=[0.001])
thread.start()
thread.join()
print(input(), flush=True)
return True`),
    );
    for (const line of ['one', 'two']) {
      await wanted();
      await alive();
      await type(line);
      await output(line);
    }
    await status('Done');
    assert.match(await shown(), /\n3$/);
  });
  test('the page stays alive, and Stop ends it', async (t) => {
    if (!(await can())) return t.skip();
    for (const body of ['while True: pass', 'time.sleep(1000)', 'input()']) {
      await start(sort(`print('go', flush=True)\n${body}`));
      await output('go');
      await stops();
    }
    assert.equal(await run('print("again")'), 'again');
  });
  test('recursion ends in RecursionError', async () => {
    const text = await run(`
import json
deep = []
for _ in range(100_000): deep = [deep]
class A:
    def __lt__(self, other): return sorted([A(), A()])
    def __repr__(self): return repr([self])
for f in (lambda: repr(deep), lambda: json.dumps(deep), lambda: A() < A(), lambda: repr(A())):
    try: f()
    except RecursionError as e: print('RecursionError')
`);
    assert.equal(text, Array(4).fill('RecursionError').join('\n'));
  });
});
