export { listFolder } from './node/list-folder.ts';
