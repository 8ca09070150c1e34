import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/**
 * The Chromium that the tests drive: $CHROMIUM if set, else the first one on the PATH, else undefined.
 * @returns {string | undefined}
 * @throws {Error} if $CHROMIUM names no executable file: whoever sets it wants that browser and no other
 */
export function findChromium() {
  const { CHROMIUM, PATH = '' } = process.env;
  if (CHROMIUM) {
    if (!isExecutable(CHROMIUM)) throw new Error(`CHROMIUM must be an executable file, got ${CHROMIUM}`);
    return CHROMIUM;
  }
  const folders = PATH.split(delimiter).filter((folder) => folder !== '');
  return [...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))), MAC].find(isExecutable);
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
