import { exportedNames } from '@unet-internal/testing';
import { expect, test } from 'vitest';

test.each(['index', 'arrays'])('the names of the entry point %s', (entry) => {
  expect(exportedNames('run', entry)).toMatchSnapshot();
});
