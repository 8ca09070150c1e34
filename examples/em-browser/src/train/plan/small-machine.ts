/** Bytes of a machine that has less than 8 GiB, as far as the browser tells: all that has more is the same to it. */
export function smallMachine(): number | undefined {
  const { deviceMemory } = navigator as { readonly deviceMemory?: number };
  return deviceMemory === undefined || deviceMemory >= 8 ? undefined : deviceMemory * 2 ** 30;
}
