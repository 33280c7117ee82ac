// The playground: runs what is in the text area, on the page's main thread. Each run has a fresh
// interpreter, made ready while nothing runs.
import { Krait, PythonError } from '../dist/js/index.mjs';
import { editable } from './editor.mjs';
import { OutputPane } from './output.mjs';

const element = (/** @type {string} */ id) => /** @type {any} */ (document.getElementById(id));
const [code, run, stop, clear, status, form, input, send, end] = [
  'code', 'run', 'stop', 'clear', 'status', 'input-form', 'input', 'send', 'end',
].map(element); // prettier-ignore
const pane = new OutputPane(element('output'));

const example = `name = input('What is your name? ')
print(f'Hello, {name}!')

import time
for i in range(3, 0, -1):
    print(i)
    time.sleep(1)
print('Done.')
`;

/** @type {Krait | undefined} the interpreter of the run in progress */
let running;
/** @type {Promise<Krait>} the one for the next run */
let next;
/** Set by the first Stop of a run, and by the second. */
let interrupted = false;
let ended = false;

/** @param {string} text */
const show = (text) => (status.textContent = text);

// --- standard input: a line at a time, when the program asks ------------------------------------------------

/** @type {((line: string | null) => void) | undefined} answers the program that waits */
let answer;

function ask() {
  pane.flush();
  show('Waiting for input');
  for (const control of [input, send, end]) control.disabled = false;
  input.focus();
  return new Promise((resolve) => (answer = resolve));
}
/** @param {string | null} line null: the end of input; '': nothing, the program no longer waits */
function reply(line) {
  const resolve = answer;
  answer = undefined;
  for (const control of [input, send, end]) control.disabled = true;
  if (!resolve) return;
  if (running) show('Running');
  if (line) pane.write('echo', line);
  input.value = '';
  resolve(line);
}

// --- runs ---------------------------------------------------------------------------------------------------

const make = () =>
  Krait.create({
    stdin: ask,
    stdout: (text) => pane.write('stdout', text),
    stderr: (text) => pane.write('stderr', text),
    // Output is seen at once, as in a terminal.
    env: { PYTHONDONTWRITEBYTECODE: '1', PYTHONUNBUFFERED: '1' },
  });

function prepare() {
  next = make();
  return next.then(
    () => true,
    (error) => {
      pane.write('problem', `Krait could not be loaded: ${error?.message ?? error}\n`);
      show('Failed to load');
      return false;
    },
  );
}

async function start() {
  if (run.disabled) return;
  remember();
  run.disabled = true;
  stop.disabled = false;
  stop.textContent = 'Stop';
  interrupted = ended = false;
  pane.clear();
  show('Running');
  let result = 'Done';
  try {
    running = await next;
    await running.run(code.value, { filename: 'program.py' });
    await running.dispose();
    if (ended) result = 'Ended';
  } catch (error) {
    if (ended) result = 'Ended';
    else if (error instanceof PythonError) {
      result = interrupted ? 'Stopped' : `Failed (exit status ${error.status})`;
      await running?.dispose().catch(() => {});
    } else {
      result = 'Failed';
      pane.write('problem', `${error?.stack ?? error}\n`);
    }
  }
  running = undefined;
  reply('');
  stop.disabled = true;
  stop.textContent = 'Stop';
  const loaded = await prepare();
  run.disabled = false;
  pane.flush();
  if (loaded) show(result);
}

/** First KeyboardInterrupt; a program that goes on after that is ended without being asked. */
function stopRun() {
  if (!running) return;
  if (!interrupted) {
    interrupted = true;
    running.interrupt();
    stop.textContent = 'Stop now';
    show('Stopping');
  } else if (!ended) {
    ended = true;
    pane.write('problem', '\nThe program did not stop when asked to, and was ended.\n');
    running.kill();
  }
}

// --- the page -----------------------------------------------------------------------------------------------

const place = 'krait-playground-program';
function remember() {
  try {
    localStorage.setItem(place, code.value);
  } catch {
    // No storage: the program is not kept.
  }
}
try {
  code.value = localStorage.getItem(place) ?? example;
} catch {
  code.value = example;
}

editable(code);
run.addEventListener('click', start);
stop.addEventListener('click', stopRun);
clear.addEventListener('click', () => pane.clear());
form.addEventListener('submit', (/** @type {Event} */ event) => {
  event.preventDefault();
  reply(`${input.value}\n`);
});
end.addEventListener('click', () => reply(null));
input.addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => {
  if (event.ctrlKey && event.key === 'd' && !input.value) {
    event.preventDefault();
    reply(null);
  }
});
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  start();
});
addEventListener('pagehide', remember);

if (await prepare()) {
  run.disabled = false;
  show('Ready');
}
