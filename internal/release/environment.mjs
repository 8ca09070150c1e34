import { root } from '../scripts/packages.mjs';
import { succeed } from '../scripts/run-command.mjs';

/** Settings of npm, tokens, and what would make git behave as the user's. */
const PERSONAL = /^(npm_|node_auth_token$|github_token$|gh_token$|git_|node_options$|init_cwd$)/i;
/** What npm needs to reach a registry from here. Nothing in it says who the user is. */
const CONNECTION = ['registry', 'proxy', 'https-proxy', 'noproxy', 'cafile', 'strict-ssl', 'cache'];

/**
 * The environment of every program of a rehearsal: the user's without settings, tokens and identity, so that it is the same for everybody
 * and cannot publish anything where it must not.
 * @param {string} npmrc the path of the only settings that npm is to read
 * @param {Readonly<NodeJS.ProcessEnv>} [user]
 * @returns {Promise<NodeJS.ProcessEnv>}
 */
export async function cleanEnvironment(npmrc, user = process.env) {
  const settings = JSON.parse(await succeed('npm', ['config', 'list', '--json'], root, 60));
  return {
    ...Object.fromEntries(Object.entries(user).filter(([name]) => !PERSONAL.test(name))),
    ...Object.fromEntries(
      CONNECTION.filter((name) => String(settings[name] ?? '') !== '').map((name) => [
        `npm_config_${name}`,
        String(settings[name]),
      ]),
    ),
    npm_config_userconfig: npmrc,
    npm_config_audit: 'false',
    npm_config_fund: 'false',
    npm_config_loglevel: 'error',
    GIT_AUTHOR_NAME: 'Rehearsal',
    GIT_AUTHOR_EMAIL: 'rehearsal@localhost',
    GIT_COMMITTER_NAME: 'Rehearsal',
    GIT_COMMITTER_EMAIL: 'rehearsal@localhost',
    // In a container the repository may belong to somebody else, whom the user trusts and git would ask about.
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'safe.directory',
    GIT_CONFIG_VALUE_0: '*',
    NO_COLOR: '1',
    CI: 'true',
  };
}
