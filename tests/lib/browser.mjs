// Headless Chromium, the one that the system has, for the suites in browser/.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

/** @returns {Promise<import('playwright-core').Browser>} */
export function launch() {
  return chromium.launch({
    executablePath: executable(),
    // Root may use no sandbox; /dev/shm is small in containers.
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-dev-shm-usage'],
  });
}

/** Chromium as found through PATH. */
function executable() {
  for (const folder of (process.env.PATH ?? '').split(':')) {
    for (const name of ['chromium', 'chromium-browser']) {
      const path = join(folder, name);
      if (existsSync(path)) return path;
    }
  }
  throw new Error('no chromium in PATH');
}
