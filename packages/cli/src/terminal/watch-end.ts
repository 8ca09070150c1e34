/** Code with which Node ends, without a word, where a module waits for something that nothing is left to bring about. */
const UNSETTLED = 13;

/**
 * Sees to it that a command never ends without a word before its work is done, and does not fail where nobody reads what it prints.
 * @returns to be called when the work is done
 */
export function watchEnd(name: string): () => void {
  for (const stream of [process.stdout, process.stderr]) {
    let full = false;
    stream.on('error', (error: NodeJS.ErrnoException) => {
      // Whoever read the lines has had enough (`| head`); the files are still wanted.
      if (error.code === 'EPIPE' || full) return;
      full = true;
      process.exitCode = 1;
      if (stream === process.stdout)
        process.stderr.write(`${name}: standard output cannot be written: ${error.code}\n`);
    });
  }
  const unfinished = (code: number): void => {
    // By process.exit, whose caller has said why.
    if (code !== 0 && code !== UNSETTLED) return;
    process.stderr.write(`${name}: ended in the middle of its work, which is a mistake of ${name}\n`);
    process.exitCode = 1;
  };
  process.on('exit', unfinished);
  return () => process.off('exit', unfinished);
}
