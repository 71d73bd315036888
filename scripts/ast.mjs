import { readFileSync } from 'node:fs';
import { Project } from 'ts-morph';

/**
 * Writes the types of the syntax tree from what tree-sitter says of the grammar.
 *
 * A node's interface has a property for each field. What is an expression in the grammar is the type parameter
 * `E` in the node around it: the walk lowers expressions from the inside out, and a node is built when all
 * expressions in it have become an `E`.
 *
 * @param {URL} nodeTypes grammar/src/node-types.json
 * @returns {string} the text of src/syntax/ast.ts, not yet formatted
 */
export function astSource(nodeTypes) {
  const grammar = JSON.parse(readFileSync(nodeTypes, 'utf8'));
  const named = grammar.filter((node) => node.named && node.subtypes === undefined);
  const expressions = new Set(
    grammar.find((node) => node.type === '_expression').subtypes.map((node) => node.type),
  );
  const shapes = named.map((node) => shapeOf(node, expressions));
  const nodes = reachable(shapes, expressions);
  const generic = withExpressions(nodes);
  const typeOf = (kind) => pascalCase(kind) + (generic.has(kind) ? '<E>' : '');

  const file = new Project({ useInMemoryFileSystem: true }).createSourceFile('ast.ts', '');
  file.addStatements([
    '// Generated from grammar/src/node-types.json by scripts/ast.mjs: `npm run grammar`.',
    "import * as read from './fields.ts';",
  ]);
  file.addInterface({
    name: 'SyntaxNode',
    isExported: true,
    docs: ['What all nodes have: `start` and `end` are offsets into the text, `end` exclusive.'],
    properties: [
      { name: 'start', type: 'number', isReadonly: true },
      { name: 'end', type: 'number', isReadonly: true },
    ],
  });
  for (const node of nodes) {
    file.addInterface({
      name: pascalCase(node.kind),
      isExported: true,
      extends: ['SyntaxNode'],
      typeParameters: generic.has(node.kind) ? ['E'] : [],
      properties: [
        { name: 'kind', type: `'${node.kind}'`, isReadonly: true },
        ...node.fields.map((field) => ({
          name: field.name,
          type: fieldType(field, typeOf),
          isReadonly: true,
        })),
      ],
    });
  }
  const inner = nodes.filter((node) => !expressions.has(node.kind)).map((node) => node.kind);
  const outer = nodes.filter((node) => expressions.has(node.kind)).map((node) => node.kind);
  file.addTypeAlias({
    name: 'ExpressionNode',
    isExported: true,
    typeParameters: ['E'],
    type: outer.map(typeOf).join(' | '),
    docs: ['An expression, with an `E` for each expression in it.'],
  });
  file.addTypeAlias({
    name: 'PartNode',
    isExported: true,
    typeParameters: ['E'],
    type: inner.map(typeOf).join(' | '),
    docs: ['A part of an expression that is none itself.'],
  });
  file.addVariableStatement({
    declarationKind: 'const',
    isExported: true,
    declarations: [{ name: 'expressionKinds', initializer: `${list(outer)} as const` }],
  });
  file.addVariableStatement({
    declarationKind: 'const',
    isExported: true,
    declarations: [{ name: 'partKinds', initializer: `${list(inner)} as const` }],
  });
  file.addVariableStatement({
    declarationKind: 'const',
    isExported: true,
    docs: ['The tokens that tell nodes of one kind apart.'],
    declarations: [{ name: 'tokens', initializer: `${list(tokensOf(nodes))} as const` }],
  });
  file.addTypeAlias({
    name: 'ExpressionKind',
    isExported: true,
    type: '(typeof expressionKinds)[number]',
  });
  file.addTypeAlias({ name: 'PartKind', isExported: true, type: '(typeof partKinds)[number]' });
  file.addTypeAlias({ name: 'Token', isExported: true, type: '(typeof tokens)[number]' });
  addBuilder(file, 'buildExpression', 'ExpressionKind', 'ExpressionNode', outer, nodes);
  addBuilder(file, 'buildPart', 'PartKind', 'PartNode', inner, nodes);
  return file.getFullText();
}

function shapeOf(node, expressions) {
  const fields = Object.entries(node.fields ?? {}).map(([name, field]) => {
    const kinds = field.types.filter((type) => type.named).map((type) => type.type);
    return {
      name,
      many: field.multiple,
      optional: !field.required,
      tokens: field.types.filter((type) => !type.named).map((type) => type.type),
      expression: kinds.some((kind) => kind === '_expression' || expressions.has(kind)),
      kinds: kinds.filter((kind) => kind !== '_expression' && !expressions.has(kind)),
    };
  });
  return { kind: node.type, fields };
}

/** The nodes that a program is made of: expressions and what their fields hold, which leaves out comments. */
function reachable(shapes, expressions) {
  const kinds = new Set([...expressions, 'source_code']);
  for (const kind of kinds) {
    const shape = shapes.find((candidate) => candidate.kind === kind);
    for (const field of shape.fields) for (const part of field.kinds) kinds.add(part);
  }
  return shapes.filter((shape) => kinds.has(shape.kind));
}

/** The kinds that have an expression somewhere in them. */
function withExpressions(nodes) {
  const generic = new Set();
  for (let size = -1; size !== generic.size; ) {
    size = generic.size;
    for (const node of nodes) {
      const holds = (field) => field.expression || field.kinds.some((kind) => generic.has(kind));
      if (node.fields.some(holds)) generic.add(node.kind);
    }
  }
  return generic;
}

function tokensOf(nodes) {
  return [...new Set(nodes.flatMap((node) => node.fields.flatMap((field) => field.tokens)))].sort();
}

function fieldType(field, typeOf) {
  const types = [
    ...field.tokens.map((token) => `'${token}'`),
    ...field.kinds.map(typeOf),
    ...(field.expression ? ['E'] : []),
  ].join(' | ');
  if (field.many) return `readonly (${types})[]`;
  return field.optional ? `${types} | null` : types;
}

function addBuilder(file, name, kindType, nodeType, kinds, nodes) {
  file.addFunction({
    name,
    isExported: true,
    typeParameters: ['E'],
    parameters: [
      { name: 'kind', type: kindType },
      { name: 'start', type: 'number' },
      { name: 'end', type: 'number' },
      { name: 'children', type: 'readonly read.Child<E>[]' },
    ],
    returnType: `${nodeType}<E>`,
    statements: (writer) => {
      writer.write('switch (kind)').block(() => {
        for (const node of nodes.filter((candidate) => kinds.includes(candidate.kind))) {
          const properties = node.fields.map((field) => `${field.name}: ${reader(field)}`);
          writer.writeLine(`case '${node.kind}':`);
          writer.writeLine(`return { ${['kind', 'start', 'end', ...properties].join(', ')} };`);
        }
      });
    },
  });
}

function reader(field) {
  if (field.tokens.length > 0) {
    return `read.token(children, '${field.name}', ${list(field.tokens)})`;
  }
  const number = field.many ? 'Many' : field.optional ? 'Optional' : 'One';
  if (!field.expression) {
    return `read.part${number}(children, '${field.name}', ${list(field.kinds)})`;
  }
  return field.kinds.length === 0
    ? `read.expression${number}(children, '${field.name}')`
    : `read.either${number}(children, '${field.name}', ${list(field.kinds)})`;
}

function list(texts) {
  return `[${texts.map((text) => `'${text}'`).join(', ')}]`;
}

function pascalCase(kind) {
  return kind.replace(/(?:^|_)([a-z])/g, (_, letter) => letter.toUpperCase());
}
