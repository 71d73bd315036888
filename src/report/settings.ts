/** What a format needs to know beside the diagnostics. */
export interface ReportSettings {
  /** What paths in messages are relative to: absolute, a byte string. */
  readonly workingFolder: string;
  /** For the formats that people read. */
  readonly colour: boolean;
}
