import { createHash } from 'node:crypto';
import { mkdir, realpath, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { placeOf } from '../files/place-of.ts';

/** Milliseconds to wait for the holder's word on who it is; it may compute, and be silent for minutes. */
const PATIENCE = 500;

/**
 * Locks a folder for this process: whoever asks meanwhile is refused. The lock is a local socket that the process listens on, so that it ends
 * with the process, however that ends, and lasts while its thread computes. (A file with a time in it would look stale after a long step, and one
 * with the number of a process outlives it.) It holds between processes of one machine.
 * @param folder made if it is not there
 * @returns releases the lock
 * @throws Error that names the process which holds it, where that says so
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true });
  return lockPlace(await realpath(folder), `${folder}: another process{} is using this run`);
}

/**
 * Locks a file that is to be written, as {@link lockFolder} locks a folder.
 * @param path need not be there
 */
export async function lockFile(path: string): Promise<() => Promise<void>> {
  return lockPlace(await placeOf(path), `${path}: another process{} is writing it`);
}

/** @param refusal what is said to who comes second, with `{}` where the number of the process goes */
async function lockPlace(place: string, refusal: string): Promise<() => Promise<void>> {
  const address = addressOf(place);
  const server = await listen(address).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    const holder = await askHolder(address);
    if (holder !== undefined) {
      throw new Error(refusal.replace('{}', holder.process === undefined ? '' : ` (${holder.process})`));
    }
    // A socket in the file system that nobody listens on: its process was killed.
    await rm(address, { force: true });
    return listen(address);
  });
  // Nothing waits for it: a process that has nothing else to do may end.
  server.unref();
  return () => new Promise((resolve) => server.close(() => resolve()));
}

/** Whether a process has locked a folder with {@link lockFolder}. Nothing is made. */
export async function isLocked(folder: string): Promise<boolean> {
  const place = await realpath(folder).catch(() => undefined);
  return place !== undefined && (await askHolder(addressOf(place))) !== undefined;
}

/** Who holds the lock of a folder. */
interface LockHolder {
  /** Number of the process, where it says so. */
  readonly process: number | undefined;
}

/** Where the lock of a folder is: names of sockets are short, and lie in a namespace of their own where the system has one. */
function addressOf(path: string): string {
  const name = `unet-${createHash('sha256').update(path).digest('hex').slice(0, 32)}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  return process.platform === 'linux' ? `\0${name}` : join(tmpdir(), `${name}.sock`);
}

function listen(address: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.on('error', () => {}).end(String(process.pid)));
    server.once('error', reject);
    server.listen(address, () => resolve(server));
  });
}

/** Who listens; undefined where nobody does. */
function askHolder(address: string): Promise<LockHolder | undefined> {
  return new Promise((resolve) => {
    let connected = false;
    let answer = '';
    const socket = connect(address);
    const settle = (holder: LockHolder | undefined): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(holder);
    };
    const timer = setTimeout(() => settle({ process: undefined }), PATIENCE);
    socket.on('connect', () => {
      connected = true;
    });
    socket.on('data', (data) => {
      answer += data.toString();
    });
    socket.on('end', () => settle({ process: /^\d+$/.test(answer) ? Number(answer) : undefined }));
    socket.on('error', () => settle(connected ? { process: undefined } : undefined));
  });
}
