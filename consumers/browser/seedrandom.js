export const { alea } = globalThis;
