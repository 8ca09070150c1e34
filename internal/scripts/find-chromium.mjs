import { accessSync, constants } from 'node:fs';

/** The Chromium that the tests drive: $CHROMIUM if set, else the first usual place that holds one, else undefined. */
export function findChromium() {
  const places = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  return places.find((place) => place && isExecutable(place));
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
