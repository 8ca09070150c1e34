// Writes what a configuration file of `unet train` may hold as a JSON Schema, for editors: it is made of what the command checks by.
import { writeFileSync } from 'node:fs';
import { z } from 'zod';
import { configFileSchema } from '../dist/commands/train/config-file.js';

const schema = { title: 'Configuration of unet train', ...z.toJSONSchema(configFileSchema, { target: 'draft-7' }) };
writeFileSync(new URL('../dist/train.schema.json', import.meta.url), `${JSON.stringify(schema, null, 2)}\n`);
