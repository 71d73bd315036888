/** What a format needs to know beside the diagnostics. */
export interface ReportSettings {
  /** What paths in messages are relative to: absolute, a byte string. */
  readonly workingFolder: string;
  /** What paths are relative to in formats for tools that know the repository: absolute, a byte string. */
  readonly root: string;
  /** For the formats that people read. */
  readonly colour: boolean;
  /** Columns of the terminal. */
  readonly width: number;
}
