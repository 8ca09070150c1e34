import { expect, test } from 'vitest';
import { cleanEnvironment } from '../../release/environment.mjs';

test('tokens, settings of npm and of git do not pass into a rehearsal; the way to the registry does', async () => {
  const user = {
    PATH: '/bin',
    HOME: '/home/me',
    NODE_AUTH_TOKEN: 'secret',
    NPM_TOKEN: 'secret',
    'npm_config_//npm.example.org/:_authToken': 'secret',
    npm_config_registry: 'https://npm.example.org/',
    NPM_CONFIG_USERCONFIG: '/home/me/.npmrc',
    npm_package_name: 'unet',
    GITHUB_TOKEN: 'secret',
    GIT_DIR: '/elsewhere',
    NODE_OPTIONS: '--inspect',
  };
  const environment = await cleanEnvironment('/tmp/npmrc', user);
  expect(JSON.stringify(environment)).not.toMatch(/secret|example\.org|inspect|elsewhere|\/home\/me\/\.npmrc/);
  expect(environment).toMatchObject({
    PATH: '/bin',
    HOME: '/home/me',
    npm_config_userconfig: '/tmp/npmrc',
    CI: 'true',
  });
  expect(environment.npm_config_registry).toMatch(/^https?:/);
});
