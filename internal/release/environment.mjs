import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What npm needs to reach a registry from here. Nothing in it says who the user is. */
const CONNECTION = ['proxy', 'https-proxy', 'noproxy', 'cafile', 'strict-ssl'];
/** Settings of npm, tokens, and what would make git, Node.js or a script of `npm run` behave as the user's. */
const PERSONAL = /^(npm_|node_auth_token$|npm_token$|github_token$|gh_token$|git_|node_options$|node_path$|init_cwd$)/i;

/**
 * The lines of an .npmrc with which npm publishes `@unet/*` to a registry on the loopback and takes all else where the user does, without
 * any token of the user's. The token in it is none: npm only wants to see one.
 * @param {Readonly<Record<string, unknown>>} settings what `npm config list --json` prints
 * @param {{ registry: string, cache: string }} ours the address of the registry, with a slash at the end, and a folder
 * @returns {string}
 */
export function npmrc(settings, { registry, cache }) {
  const connection = CONNECTION.flatMap((name) => {
    const values = [settings[name] ?? []].flat().filter((value) => value !== '');
    return values.map((value) => `${name}${Array.isArray(settings[name]) ? '[]' : ''}=${value}`);
  });
  return [
    `registry=${settings.registry}`,
    `@unet:registry=${registry}`,
    `${registry.replace(/^https?:/, '')}:_authToken=rehearsal`,
    `cache=${cache}`,
    ...connection,
    '',
  ].join('\n');
}

/**
 * The environment of every program of the rehearsal: the user's without settings, tokens and identity, so that a rehearsal is the same
 * for everybody and cannot publish anything where it must not.
 * @param {Readonly<NodeJS.ProcessEnv>} user
 * @param {string} folder for the .npmrc files, and the home of what programs keep for themselves
 * @param {string} userNpmrc what {@link npmrc} has made
 * @returns {NodeJS.ProcessEnv}
 */
export function cleanEnvironment(user, folder, userNpmrc) {
  const [userConfig, globalConfig, gitConfig] = ['npmrc', 'global-npmrc', 'gitconfig'].map((name) =>
    join(folder, name),
  );
  writeFileSync(userConfig, userNpmrc);
  writeFileSync(globalConfig, '');
  // In a container the repository may belong to somebody else, whom the user trusts and git would ask about.
  writeFileSync(gitConfig, '[safe]\n\tdirectory = *\n');
  return {
    ...Object.fromEntries(Object.entries(user).filter(([name]) => !PERSONAL.test(name))),
    NPM_CONFIG_USERCONFIG: userConfig,
    NPM_CONFIG_GLOBALCONFIG: globalConfig,
    NPM_CONFIG_AUDIT: 'false',
    NPM_CONFIG_FUND: 'false',
    NPM_CONFIG_LOGLEVEL: 'error',
    NPM_CONFIG_UPDATE_NOTIFIER: 'false',
    GIT_CONFIG_GLOBAL: gitConfig,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'Rehearsal',
    GIT_AUTHOR_EMAIL: 'rehearsal@localhost',
    GIT_COMMITTER_NAME: 'Rehearsal',
    GIT_COMMITTER_EMAIL: 'rehearsal@localhost',
    TURBO_TELEMETRY_DISABLED: '1',
    DO_NOT_TRACK: '1',
    NO_COLOR: '1',
    CI: 'true',
  };
}
