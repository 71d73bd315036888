/** How a network can be drawn. */
export const graphFormats = ['mermaid', 'dot', 'svg'] as const;

export type GraphFormat = (typeof graphFormats)[number];
