import { segmentInNode } from './node.js';

segmentInNode().then(console.log);
