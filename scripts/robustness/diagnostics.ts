import type { Diagnostic } from '../../src/report/diagnostic.ts';
import { formats, isError, report } from '../../src/report/report.ts';
import { demand } from './trial.ts';

const settings = { workingFolder: '/', root: '/', colour: false, width: 80 };

/** @throws where a diagnostic has no place, would drive a terminal or does not say what to do */
export function checkDiagnostics(diagnostics: readonly Diagnostic[]): void {
  for (const { code, message, help, span, related } of diagnostics) {
    for (const { source, start, end } of [span, ...related.map((each) => each.span)]) {
      const isInside = 0 <= start && start <= end && end <= source.text.length;
      demand(isInside, `${code} has the place ${start} to ${end}`);
    }
    for (const text of [message, help ?? '', ...related.map((each) => each.message)]) {
      demand(!/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(text), `${code} is more than one line of text`);
    }
  }
  for (const error of diagnostics.filter(isError)) {
    demand((error.help ?? '') !== '', `${error.code} does not say what to do`);
  }
  const [first] = diagnostics;
  const format = formats[(first?.span.start ?? 0) % formats.length] ?? 'pretty';
  const text = report(diagnostics, format, settings);
  demand(!/\p{Cc}/u.test(text.replaceAll('\n', '')), `${format} has a control character`);
}
