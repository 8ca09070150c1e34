import { randomUUID } from 'node:crypto';

/** The name under which a file is written before it is renamed to `path`. */
export function temporaryName(path: string): string {
  return `${path}.${randomUUID()}.tmp`;
}

/**
 * The file that a temporary one was to become: what a killed process leaves of `writeFileAtomic`. Undefined for any other name.
 * @example
 * temporaryTarget('weights.bin.1b4e28ba-2fa1-41d2-883f-0016d3cca427.tmp'); // 'weights.bin'
 */
export function temporaryTarget(name: string): string | undefined {
  return /^(.+)\.[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\.tmp$/s.exec(name)?.[1];
}
