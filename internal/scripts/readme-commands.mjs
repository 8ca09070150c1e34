/**
 * @typedef {object} KnownCommands
 * @property {(name: string) => boolean} isPackage whether npm can install it: one of ours, or one that is locked
 * @property {(name: string, workspace?: string) => boolean} isScript whether the root's package.json, or that of a workspace, has such a script
 * @property {(script: string) => Promise<string>} help what the program behind a script prints for `--help`
 */

/**
 * What is wrong with the commands that a README shows. They are not run, since most want the reader's files or minutes: but each
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
  const problems = await Promise.all(commands.map((command) => problemsOf(command.split(/\s+/), known)));
  return problems.flat();
}

/**
 * @param {string[]} words
 * @param {KnownCommands} known
 * @returns {Promise<string[]>}
 */
async function problemsOf(words, known) {
  const [program, action, ...rest] = words;
  if (program !== 'npm')
    return [`\`${words.join(' ')}\` is no command of npm; say above the block why nobody checks it`];
  switch (action) {
    case 'ci':
    case 'test':
      return [];
    case 'i':
    case 'install':
      return rest
        .filter((word) => !word.startsWith('-') && !known.isPackage(word))
        .map((name) => `there is no package ${name}`);
    case 'run':
      return scriptProblems(rest, known);
    default:
      return [`\`npm ${action}\` is no command that is checked here`];
  }
}

/**
 * @param {string[]} words what follows `npm run`
 * @param {KnownCommands} known
 * @returns {Promise<string[]>}
 */
async function scriptProblems([script = '', ...rest], known) {
  const workspace = rest[0] === '-w' ? rest[1] : undefined;
  if (!known.isScript(script, workspace)) {
    return [`there is no script "${script}"${workspace === undefined ? '' : ` in ${workspace}`}`];
  }
  const options = rest.slice(rest.indexOf('--') + 1).filter((word) => rest.includes('--') && word.startsWith('--'));
  if (options.length === 0) return [];
  const help = await known.help(script);
  const listed = new Set(help.match(/--[\w-]+/g));
  return options.filter((option) => !listed.has(option)).map((option) => `"${script}" has no option ${option}`);
}
