/**
 * Reads the jobs of kernels out of assembly/. A job is the unmanaged class that is the type of a kernel's first parameter. Its fields are
 *
 *     i32, usize    a number: a whole one, an address
 *     f32           a number, rounded to a single float
 *     Flag          a boolean
 *     another class an object
 *     List<class>   an array of objects
 *
 * four bytes each; objects and arrays lie behind the job, which holds their addresses.
 */
import { CommonFlags, NodeKind } from 'assemblyscript';

const NUMBERS = { i32: 'number', usize: 'number', f32: 'number', Flag: 'boolean' };
const KINDS = { i32: 'whole', usize: 'whole', f32: 'float', Flag: 'flag' };

/** A transform of the compiler, which leaves everything as it is and hands over all sources once they are parsed. */
export function readSources(take) {
  return {
    afterParse: ({ sources }) => take(sources.filter(({ normalizedPath }) => normalizedPath.startsWith('assembly/'))),
  };
}

/**
 * The TypeScript that describes kernels and their jobs.
 * @param sources as the compiler has parsed them
 * @param kernelNames the functions that the module exports, in alphabetical order
 */
export function jobsSource(sources, kernelNames) {
  const classes = new Map();
  const jobOf = new Map();
  for (const node of sources.flatMap(({ statements }) => statements)) {
    if (node.kind === NodeKind.ClassDeclaration) add(classes, node.name.text, node);
    if (isKernel(node)) add(jobOf, node.name.text, String(node.signature.parameters[0].type.range));
  }
  const used = new Set();
  for (const name of kernelNames) use(jobOf.get(name));
  const declarations = [...used].map((name) => declaration(classes.get(name)));
  return `${declarations.join('\n')}
/** What each kernel is called with. */
export interface Jobs {
${kernelNames.map((name) => `  readonly ${name}: ${jobOf.get(name)};\n`).join('')}}

/** Names of the kernels that are called with such a job. */
export type KernelsOf<Job> = { [Name in keyof Jobs]: Jobs[Name] extends Job ? Name : never }[keyof Jobs];

/** How each job lies in memory. */
export const layouts: { readonly [Name in keyof Jobs]: Layout } = {
${kernelNames.map((name) => `  ${name}: ${constantOf(jobOf.get(name))},\n`).join('')}};
`;

  /** Classes in the order in which constants may be made of them: what one is made of before itself. */
  function use(name) {
    const node = classes.get(name);
    if (node === undefined) throw new Error(`assembly/: ${name} is no class that a kernel can be called with`);
    if (node.extendsType !== null) use(String(node.extendsType.range));
    for (const { kind, type } of fieldsOf(node)) if (kind === 'object' || kind === 'list') use(type);
    used.add(name);
  }
}

/** Of a kernel's three parameters the last two are always thread and threads. */
function isKernel(node) {
  if (node.kind !== NodeKind.FunctionDeclaration || !node.is(CommonFlags.Export)) return false;
  return node.signature.parameters.map(({ name }) => name.text).join() === 'job,thread,threads';
}

function add(map, name, value) {
  if (map.has(name))
    throw new Error(`assembly/: two declarations are called ${name}, and kernels tell jobs by their names`);
  map.set(name, value);
}

function declaration(node) {
  const name = node.name.text;
  const base = node.extendsType === null ? undefined : String(node.extendsType.range);
  const fields = fieldsOf(node);
  return `export interface ${name}${base === undefined ? '' : ` extends ${base}`} {
${fields.map(({ comment, field, typescript }) => `${comment}  readonly ${field}: ${typescript};\n`).join('')}}

const ${constantOf(name)}: Layout = {
${base === undefined ? '' : `  ...${constantOf(base)},\n`}${fields.map(({ field, layout }) => `  ${field}: ${layout},\n`).join('')}};
`;
}

function fieldsOf(node) {
  let end = node.range.source.text.indexOf('{', node.name.range.end);
  return node.members
    .filter(({ kind }) => kind === NodeKind.FieldDeclaration)
    .map(({ name, type: typeNode, range }) => {
      const before = range.source.text.slice(end, range.start);
      end = range.end;
      const [comment] = /\/\*\*.*\*\/\n/.exec(before) ?? [''];
      const type = String(typeNode.range);
      const item = /^List<(\w+)>$/.exec(type)?.[1];
      const common = { field: name.text, comment: comment === '' ? '' : `  ${comment}` };
      if (type in KINDS)
        return { ...common, kind: KINDS[type], type, typescript: NUMBERS[type], layout: `'${KINDS[type]}'` };
      if (item === undefined) return { ...common, kind: 'object', type, typescript: type, layout: constantOf(type) };
      return { ...common, kind: 'list', type: item, typescript: `readonly ${item}[]`, layout: `[${constantOf(item)}]` };
    });
}

function constantOf(name) {
  return name[0].toLowerCase() + name.slice(1);
}
