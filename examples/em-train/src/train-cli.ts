import { trainCommand } from './train-command.ts';

await trainCommand(process.argv.slice(2));
