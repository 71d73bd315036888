import type { Code } from '../report/codes.ts';
import type { Diagnostic, Related } from '../report/diagnostic.ts';
import { quote, show } from '../report/quote.ts';
import type { Span } from '../report/span.ts';
import { LimitError, type NixError, type NixErrorKind } from '../resolve/nix-error.ts';
import type { Unknown } from '../resolve/unknown.ts';
import { showOption } from './merge-errors.ts';
import type { Location } from './option.ts';

/** Reports what Nix would fail with; a file that is not Nix gives one for each of its mistakes. */
export function diagnosticsOf(error: NixError, fallback: Span): readonly Diagnostic[] {
  if (error.diagnostics.length > 0) return error.diagnostics;
  const help = error.help ?? helpFor(error);
  return [
    {
      code: codeOf(error.kind),
      message: error.message,
      ...(help === null ? {} : { help }),
      span: error.span ?? fallback,
      related: relatedTo(error),
    },
  ];
}

function codeOf(kind: NixErrorKind): Code {
  switch (kind) {
    case 'syntax':
      return 'syntax-error';
    case 'limit':
      return 'limit-exceeded';
    case 'infinite-recursion':
    case 'conflicting-definitions':
    case 'type-mismatch':
    case 'import-missing':
    case 'import-outside-root':
    case 'output-imported':
    case 'file-untracked':
      return kind;
    case 'file-unstaged':
      return 'file-untracked';
    case 'entry':
      return 'entry-not-a-module';
    default:
      return 'eval-error';
  }
}

function helpFor(error: NixError): string | null {
  switch (error.kind) {
    case 'conflicting-definitions':
      return 'remove all but one, or give one of them precedence with `lib.mkForce`';
    case 'import-missing':
      return 'correct the path, or create the file';
    case 'import-outside-root':
      return 'move the file below the root, or name a root above it with `--root`';
    case 'output-imported':
      return 'remove the import: the file holds injections, and is no module';
    case 'file-untracked':
      return 'add it to Git (`git add --intent-to-add` is enough)';
    case 'file-unstaged':
      return 'add it with `git add`';
    case 'infinite-recursion':
      return 'break the cycle; Nix fails here, too';
    case 'limit':
      return error instanceof LimitError && error.limit !== null
        ? `simplify the expression, or raise the limit with \`--max-${error.limit}\``
        : 'simplify the expression; Nix may fail here, too';
    case 'throw':
    case 'abort':
    case 'assertion':
      return 'Nix fails here, too: meet the condition that this checks';
    case 'missing-attribute':
      return 'Nix fails here, too: define the attribute, or correct its name';
    case 'missing-argument':
      return 'Nix fails here, too: give the argument, or a default for it';
    case 'type-mismatch':
      return 'give it a value of its type; a string has quotes';
    case 'entry':
      return 'name the file that declares the VMs, or a flake with `nixosConfigurations`';
    case 'type':
    case 'value':
      return 'Nix fails here, too';
    case 'file':
      return 'correct the path, or put something there that can be read';
    default:
      return null;
  }
}

function relatedTo({ frames, span: place }: NixError): readonly Related[] {
  const seen = new Set([keyOf(place)]);
  const related: Related[] = [];
  for (const { message, span } of frames) {
    const key = keyOf(span);
    if (seen.has(key) || message === '') continue;
    seen.add(key);
    related.push({ message, span });
  }
  return related;
}

function keyOf(span: Span | null): string {
  return span === null ? '' : `${span.start}-${span.end}-${span.source.path}`;
}

/**
 * Reports a value that is needed and can't be known.
 *
 * @param what what is needed: "`network.netvm` of `banking`"
 * @param span where it is used
 * @param use how it came to be needed: the option that it is the value of, and the steps from its source
 */
export function unresolved(
  what: string,
  { subject, reason, span: source, settable }: Unknown,
  span: Span,
  { option = null, way = [] }: UnknownUse = {},
): Diagnostic {
  const path = settable?.path ?? option;
  const place = { message: `${quote(subject)} is used here`, span: source };
  const related = [...way, place].filter(
    (one): one is Related =>
      one.span !== null && keyOf(one.span) !== keyOf(span) && one.span.source.text !== '',
  );
  return {
    code: 'unresolved',
    message: `${what} depends on ${quote(subject)}, which vmsilo-nixgen can't know: ${reason}`,
    help:
      path === null
        ? 'write the value here, or take it from a file that is read'
        : `write the value here, or give it with \`--set '${showOption(path)}=…'\``,
    span,
    related: related.filter(
      (one, index) => related.findIndex((other) => keyOf(other.span) === keyOf(one.span)) === index,
    ),
  };
}

export interface UnknownUse {
  /** The path that it can be given by; null if it is no option. */
  readonly option?: Location | null;
  /** From the use to the source. */
  readonly way?: readonly Related[];
}

/** Reports an import that is left out. */
export function importSkipped({ subject, reason }: Unknown, span: Span): Diagnostic {
  return {
    code: 'import-unknown',
    message: `the import of \`${show(subject)}\` can't be known and is skipped: ${reason}`,
    help: 'nothing to do if it defines nothing under `programs.vmsilo`',
    span,
    related: [],
  };
}
