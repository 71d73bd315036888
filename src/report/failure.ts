import { escapeData } from './github.ts';
import { printJson } from './json-text.ts';
import type { Format } from './report.ts';
import { sarif } from './sarif.ts';

/**
 * What ended a run, where that is in no configuration: it has no code and no place.
 *
 * @param message as `quote.ts` shows it
 * @param log the SARIF log that the run has made before, if it is to be in one; or nothing
 */
export function reportFailure(message: string, format: Format, log: string): string {
  switch (format) {
    case 'pretty':
    case 'gnu':
      return `vmsilo-nixgen: error: ${message}\n`;
    case 'json':
      return `${printJson({ ...placeless, message })}\n`;
    case 'github':
      return `::error title=vmsilo-nixgen::${escapeData(message)}\n`;
    case 'sarif':
      return inLog(message, log === '' ? sarif([], { root: '/' }) : log);
  }
}

const placeless = {
  severity: 'error',
  code: null,
  message: '',
  help: null,
  file: null,
  line: null,
  column: null,
  endLine: null,
  endColumn: null,
  related: [],
};

/** A file holds one log. */
function inLog(message: string, text: string): string {
  const log = JSON.parse(text);
  log.runs[0].invocations = [
    {
      executionSuccessful: false,
      toolExecutionNotifications: [{ level: 'error', message: { text: message } }],
    },
  ];
  return `${printJson(log)}\n`;
}
