import type { AttributePath, Bindings, Expression } from './expression.ts';

/** How deep expressions nest in `body`: 1 for one without another inside. Takes no stack. */
export function heightOf(body: Expression): number {
  const pending = [{ expression: body, depth: 1 }];
  let height = 0;
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const depth = next.depth + 1;
    height = Math.max(height, next.depth);
    forEachInner(next.expression, (expression) => pending.push({ expression, depth }));
  }
  return height;
}

/** Calls `visit` with each expression that is directly inside `expression`. */
function forEachInner(expression: Expression, visit: (inner: Expression) => void): void {
  switch (expression.kind) {
    case 'integer':
    case 'float':
    case 'search-path':
    case 'current-position':
    case 'variable':
      return;
    case 'text':
    case 'path':
      for (const part of expression.parts) if (typeof part !== 'string') visit(part);
      return;
    case 'list':
      expression.elements.forEach(visit);
      return;
    case 'attribute-set':
      forEachBound(expression.bindings, visit);
      return;
    case 'let':
      forEachBound(expression.bindings, visit);
      visit(expression.body);
      return;
    case 'with':
      visit(expression.environment);
      visit(expression.body);
      return;
    case 'if':
      visit(expression.condition);
      visit(expression.then);
      visit(expression.else);
      return;
    case 'assert':
      visit(expression.condition);
      visit(expression.body);
      return;
    case 'function':
      if (expression.parameter.kind === 'formals') {
        for (const formal of expression.parameter.formals) {
          if (formal.default !== null) visit(formal.default);
        }
      }
      visit(expression.body);
      return;
    case 'apply':
      visit(expression.function);
      expression.arguments.forEach(visit);
      return;
    case 'select':
      visit(expression.base);
      forEachComputed(expression.path, visit);
      if (expression.fallback !== null) visit(expression.fallback);
      return;
    case 'has-attribute':
      visit(expression.base);
      forEachComputed(expression.path, visit);
      return;
    case 'negate':
    case 'not':
      visit(expression.operand);
      return;
    case 'binary':
      visit(expression.left);
      visit(expression.right);
      return;
  }
}

function forEachBound(bindings: Bindings, visit: (inner: Expression) => void): void {
  for (const attribute of bindings.attributes) {
    if (attribute.kind !== 'inherited-from') visit(attribute.value);
  }
  for (const attribute of bindings.dynamic) {
    visit(attribute.name);
    visit(attribute.value);
  }
  bindings.inheritSources.forEach(visit);
}

function forEachComputed(path: AttributePath, visit: (inner: Expression) => void): void {
  for (const { name } of path) if (typeof name !== 'string') visit(name);
}
