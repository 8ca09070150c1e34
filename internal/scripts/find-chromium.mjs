import { accessSync, constants } from 'node:fs';

/**
 * The Chromium that the tests drive: $CHROMIUM if set, else the first usual place that holds one, else undefined.
 * @returns {string | undefined}
 * @throws {Error} if $CHROMIUM names no executable file: whoever sets it wants that browser and no other
 */
export function findChromium() {
  const { CHROMIUM } = process.env;
  if (CHROMIUM) {
    if (!isExecutable(CHROMIUM)) throw new Error(`CHROMIUM must be an executable file, got ${CHROMIUM}`);
    return CHROMIUM;
  }
  return ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(isExecutable);
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
