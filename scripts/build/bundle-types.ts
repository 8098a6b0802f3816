import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A file of declarations as the compiler writes it, by what its statements do. */
interface Declarations {
  /** The statements that declare a name; a function may have several. */
  readonly declared: ReadonlyMap<string, readonly string[]>;
  /** What stands in other files, by the name that it has here. */
  readonly imported: ReadonlyMap<string, Origin>;
  readonly exported: readonly string[];
  /** Files of which everything is exported. */
  readonly passedOn: readonly string[];
}

/** A name in a file, or in a package where the path is no path. */
interface Origin {
  readonly path: string;
  readonly name: string;
}

/**
 * The types that an entry point exports in one file, with what they are made of and nothing else: no import of a file, so
 * that every module resolution finds them, and none of a package.
 */
export function bundleTypes(entry: string): string {
  const files = new Map<string, Declarations>();
  const fileAt = (path: string) => {
    const known = files.get(path) ?? readDeclarations(path);
    files.set(path, known);
    return known;
  };
  /** Where a name is declared. */
  const originOf = ({ path, name }: Origin): Origin => {
    if (!path.startsWith('/')) return { path, name };
    const { declared, imported, passedOn } = fileAt(path);
    if (declared.has(name)) return { path, name };
    const further = imported.get(name);
    if (further !== undefined) return originOf(further);
    const origins = passedOn.map((other) => originOf({ path: other, name }));
    return (
      origins.find((origin) => origin.path.startsWith('/') && fileAt(origin.path).declared.has(name)) ?? { path, name }
    );
  };
  const wanted = fileAt(entry).exported.map((name) => originOf({ path: entry, name }));
  const exported = new Set(wanted.map(({ name }) => name));
  const written = new Map<string, { readonly path: string; readonly text: string }>();
  for (const { path, name } of wanted) {
    const before = written.get(name);
    if (before?.path === path) continue;
    if (before !== undefined) throw new Error(`${path} and ${before.path} both declare ${name}`);
    if (!path.startsWith('/')) throw new Error(`the types of ${entry} need ${name} of ${path}`);
    const { declared, imported } = fileAt(path);
    const statements = declared.get(name);
    if (statements === undefined) throw new Error(`${path} does not declare ${name}`);
    written.set(name, { path, text: statements.map((one) => standing(one, exported.has(name))).join('\n') });
    for (const word of wordsIn(statements.join('\n'))) {
      const origin = declared.has(word) ? { path, name: word } : imported.get(word);
      if (origin === undefined) continue;
      const declaredAt = originOf(origin);
      if (declaredAt.name !== word) throw new Error(`${path} calls ${declaredAt.name} ${word}: give it one name`);
      wanted.push(declaredAt);
    }
  }
  return `${[...written.values()].map(({ text }) => text).join('\n')}\nexport {};\n`;
}

const STATEMENT = /^(?:import|export|declare|interface|type|abstract|class|const|function|\/\*\*)/;
const DECLARATION = /^(?:export )?(?:declare )?(?:abstract )?(?:interface|type|class|function|const)\s+(\w+)/m;
/** How the compiler writes a type that it inferred. */
const INLINE_IMPORT = /\bimport\("(\.[^"]+)"\)\.(\w+)/g;
const NAMES = /^(import|export)(?: type)? \{([^}]*)\}(?: from '([^']+)')?;/;

function readDeclarations(path: string): Declarations {
  const declared = new Map<string, string[]>();
  const imported = new Map<string, Origin>();
  const exported: string[] = [];
  const passedOn: string[] = [];
  for (const written of statementsOf(readFileSync(path, 'utf8'))) {
    const statement = written.replaceAll(INLINE_IMPORT, (_, from: string, name: string) => {
      imported.set(name, { path: declarationsAt(path, from), name });
      return name;
    });
    const [, verb, names, from] = NAMES.exec(statement) ?? [];
    const name = DECLARATION.exec(statement)?.[1];
    const all = /^export \* from '([^']+)';/.exec(statement)?.[1];
    if (names !== undefined) {
      for (const [here, there] of namesIn(names)) {
        const source = from === undefined ? path : from.startsWith('.') ? declarationsAt(path, from) : from;
        if (from !== undefined) imported.set(here, { path: source, name: there });
        if (verb === 'export') exported.push(here);
      }
    } else if (name !== undefined) {
      declared.set(name, [...(declared.get(name) ?? []), statement]);
      if (/^export /m.test(statement)) exported.push(name);
    } else if (all !== undefined) passedOn.push(declarationsAt(path, all));
    else if (!/^export \{\};/.test(statement)) throw new Error(`${path}: cannot read ${statement}`);
  }
  return { declared, imported, exported, passedOn };
}

/** The statements of a file, each with the comment before it: the compiler begins no other line in the first column. */
function statementsOf(text: string): readonly string[] {
  const statements: string[] = [];
  let comment = '';
  let inComment = false;
  for (const line of text.split('\n')) {
    if (line.startsWith('/**') || inComment) {
      comment += `${line}\n`;
      inComment = !line.endsWith('*/');
    } else if (STATEMENT.test(line)) {
      statements.push(comment + line);
      comment = '';
    } else if (line !== '') statements.push(`${statements.pop() ?? ''}\n${line}`);
  }
  return statements.map((statement) =>
    /^import|^export [{*]/m.test(statement) ? withoutComment(statement) : statement,
  );
}

function withoutComment(statement: string): string {
  return statement.replace(/^\/\*\*[\s\S]*?\*\/\n/, '');
}

/** `a`, `type b`, `c as d`: each name here, and the one that it has there. */
function namesIn(list: string): readonly (readonly [here: string, there: string])[] {
  return list.split(',').flatMap((item) => {
    const [there, here = there] = item
      .trim()
      .replace(/^type /, '')
      .split(' as ');
    return there === undefined || here === undefined || there === '' ? [] : [[here, there] as const];
  });
}

function declarationsAt(path: string, specifier: string): string {
  return join(dirname(path), specifier.replace(/\.js$/, '.d.ts'));
}

/** The names in a declaration that may be those of others: not in comments, not in texts, not those of properties. */
function wordsIn(declaration: string): ReadonlySet<string> {
  const code = declaration.replace(/\/\*[\s\S]*?\*\/|'[^']*'|\b\w+\??(?=:)/g, ' ');
  return new Set(code.match(/\b[A-Za-z_$][\w$]*/g));
}

/** A declaration as it stands in a file of its own. */
function standing(statement: string, isExported: boolean): string {
  return statement.replace(/^(?:export )?(?:declare )?(?=(?:abstract|interface|type|class|function|const)\b)/m, () =>
    isExported ? 'export declare ' : 'declare ',
  );
}
