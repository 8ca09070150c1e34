import { segmentCommand } from './segment-command.ts';

await segmentCommand(process.argv.slice(2));
