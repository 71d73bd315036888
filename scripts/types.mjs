// The library's types: the declarations that tsc emits, without those that nothing in index.d.ts leads to.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Node, Project, SyntaxKind, ts } from 'ts-morph';

/** Writes the types into the folder of the built package. */
export function emitTypes(root, dist) {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  execFileSync(process.execPath, [tsc, '--project', 'tsconfig.build.json'], {
    cwd: root,
    stdio: 'inherit',
  });
  for (const name of readdirSync(dist, { recursive: true })) {
    const path = join(dist, name);
    if (name.endsWith('.d.ts'))
      writeFileSync(path, withJavaScriptNames(readFileSync(path, 'utf8')));
  }
  prune(dist);
  for (const entry of readdirSync(dist, { withFileTypes: true })) {
    if (entry.isDirectory()) removeEmpty(join(dist, entry.name));
  }
}

const relativeImport = /((?:from '|import\(["'])\.[^"']*)\.ts(["'])/g;

function withJavaScriptNames(text) {
  return text.replace(relativeImport, '$1.js$2');
}

function prune(dist) {
  const project = new Project({
    compilerOptions: {
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      target: ts.ScriptTarget.ES2023,
    },
  });
  const files = project.addSourceFilesAtPaths(join(dist, '**/*.d.ts'));
  const index = project.getSourceFileOrThrow(join(dist, 'index.d.ts'));
  const needed = statementsFrom(index);
  for (const file of files.filter((one) => one !== index)) {
    const declarations = file
      .getStatements()
      .filter((one) => !Node.isImportDeclaration(one) && !Node.isExportDeclaration(one));
    if (!declarations.some((one) => needed.has(one))) {
      rmSync(file.getFilePath());
      continue;
    }
    for (const one of declarations) if (!needed.has(one)) one.remove();
    removeUnusedImports(file);
    file.saveSync();
  }
}

/** The statements that declare what a file exports, and all that those name. */
function statementsFrom(index) {
  const found = new Set();
  const queue = [...index.getExportedDeclarations().values()].flat().map(statementOf);
  for (const statement of queue) {
    if (found.has(statement) || !Node.isNode(statement)) continue;
    found.add(statement);
    for (const name of statement.getDescendantsOfKind(SyntaxKind.Identifier)) {
      const symbol = name.getSymbol();
      const declared = symbol?.getAliasedSymbol() ?? symbol;
      queue.push(...(declared?.getDeclarations() ?? []).map(statementOf));
    }
  }
  return found;
}

/** The statement of a file that holds a node; undefined for a file itself. */
function statementOf(node) {
  return node.getAncestors().at(-2) ?? (Node.isSourceFile(node) ? undefined : node);
}

function removeUnusedImports(file) {
  const uses = new Map();
  for (const name of file.getDescendantsOfKind(SyntaxKind.Identifier)) {
    uses.set(name.getText(), (uses.get(name.getText()) ?? 0) + 1);
  }
  for (const declaration of file.getImportDeclarations()) {
    for (const named of declaration.getNamedImports()) {
      if (uses.get(named.getName()) === 1) named.remove();
    }
    if (declaration.getNamedImports().length === 0) declaration.remove();
  }
}

function removeEmpty(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) removeEmpty(join(folder, entry.name));
  }
  if (readdirSync(folder).length === 0) rmdirSync(folder);
}
