/**
 * @typedef {object} KnownCommands
 * @property {(name: string) => boolean} isPackage whether npm can install it: one of ours, or one that is locked
 * @property {(name: string, workspace?: string) => boolean} isScript whether the root's package.json, or that of a workspace, has such a script
 * @property {(script: string, command?: string) => Promise<string>} help what the program behind a script, or a command of it, prints for `--help`
 */

/**
 * What is wrong with the commands that a page shows. They are not run, since most want the reader's files or minutes: but each
 * package that is installed must exist, each script that is run, and each option that is given to it.
 * @param {string} code commands, one a line or joined by `&&`
 * @param {KnownCommands} known
 * @returns {Promise<string[]>}
 */
export async function commandProblems(code, known) {
  const commands = code
    .replaceAll('\\\n', ' ')
    .split(/\n|&&/)
    .map((command) => command.replace(/\s#.*/, '').trim())
    .filter((command) => command !== '');
  return (await Promise.all(commands.map((command) => problemsOf(command.split(/\s+/), known)))).flat();
}

/**
 * @param {string[]} words
 * @param {KnownCommands} known
 * @returns {Promise<string[]>}
 */
async function problemsOf([program, action, ...rest], known) {
  // `npx unet train` is `npm run unet -- train` without a clone.
  if (program === 'npx' && ['unet', '@unet/cli'].includes(action)) {
    return problemsOf(['npm', 'run', 'unet', '--', ...rest], known);
  }
  const end = rest.includes('--') ? rest.indexOf('--') : rest.length;
  const at = rest.indexOf('-w');
  const workspace = at >= 0 && at < end ? rest[at + 1] : undefined;
  if (program === 'npm' && action === 'ci') return [];
  if (program === 'npm' && action === 'install') {
    const names = rest.filter((word) => !word.startsWith('-'));
    return names.filter((name) => !known.isPackage(name)).map((name) => `there is no package ${name}`);
  }
  if (program !== 'npm' || !['run', 'test'].includes(action)) {
    return [
      `\`${[program, action, ...rest].join(' ')}\` is no command that is checked; say above the block why it need not be`,
    ];
  }
  const script = action === 'test' ? 'test' : (rest.slice(0, end).find((word) => !/^-|^$/.test(word)) ?? '');
  if (!known.isScript(script, workspace)) {
    return [`there is no script "${script}"${workspace === undefined ? '' : ` in ${workspace}`}`];
  }
  const words = rest.slice(end + 1);
  const options = words.filter((word) => word.startsWith('--'));
  if (options.length === 0 || script === 'test') return [];
  const command = script === 'unet' ? words.find((word) => !word.startsWith('-')) : undefined;
  const listed = new Set((await known.help(script, command)).match(/--[\w-]+/g));
  const name = command === undefined ? script : `${script} ${command}`;
  return options.filter((option) => !listed.has(option)).map((option) => `"${name}" has no option ${option}`);
}
