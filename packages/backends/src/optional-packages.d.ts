// Peers that download a library when they are installed; they need not be there to compile.
declare module '@tensorflow/tfjs-node';
declare module '@tensorflow/tfjs-node-gpu';
