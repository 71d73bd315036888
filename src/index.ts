export {
  type Analysis,
  type AnalysisRequest,
  analyse,
} from './commands/analyse.ts';
export { type Code, type Severity, severityOf } from './report/codes.ts';
export type { Diagnostic, Related } from './report/diagnostic.ts';
export { type Location, locate } from './report/location.ts';
export { type Format, formats, report } from './report/report.ts';
export type { ReportSettings } from './report/settings.ts';
export type { Source, Span } from './report/span.ts';
export { decode, encode } from './report/utf8.ts';
