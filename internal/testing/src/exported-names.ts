/**
 * The names that an entry point of a package exports, from its source: values in alphabetical order, then types as `type Image`. A type
 * leaves no trace at run time, so `Object.keys` of the module would let half of an interface vanish unseen. For tests that run in Node.
 * @param name folder of the package
 * @param entry file in its `src` without the extension
 * @throws Error for `export *` and other statements that hide a name
 * @example
 * expect(exportedNames('tensor', 'arrays')).toMatchInlineSnapshot();
 */
export function exportedNames(name: string, entry = 'index'): string[] {
  // No import: this module is loaded in browsers too, where there is no node:fs.
  const { readFileSync } = process.getBuiltinModule('node:fs');
  return namesIn(readFileSync(new URL(`../../../packages/${name}/src/${entry}.ts`, import.meta.url), 'utf8'));
}

/** {@link exportedNames} of a source text. */
export function namesIn(source: string): string[] {
  const values: string[] = [];
  const types: string[] = [];
  for (const [statement] of source.matchAll(/^export\b(?:[^{;=]*\{[^}]*\} from|.*)/gm)) {
    const list = /^export (type )?\{([^}]*)\}/.exec(statement);
    const single = /^export (?:declare )?(?:(interface|type)|const|class|(?:async )?function\*?) (\w+)/.exec(statement);
    if (list !== null) {
      for (const item of list[2]!.split(',')) {
        const [, marked, inside, renamed] = /^\s*(type )?(\w+)(?: as (\w+))?\s*$/.exec(item) ?? [];
        if (inside === undefined) continue;
        (list[1] === undefined && marked === undefined ? values : types).push(renamed ?? inside);
      }
    } else if (single !== null) (single[1] === undefined ? values : types).push(single[2]!);
    else throw new Error(`no names can be read from "${statement}"`);
  }
  return [...values.sort(), ...types.sort().map((type) => `type ${type}`)];
}
