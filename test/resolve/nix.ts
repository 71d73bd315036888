import { needsNix, nixVersion } from '../oracle/nix.ts';

/** Whether the `nix-instantiate` on `PATH` is of the version that the resolver follows, or a later one. */
export const hasNix = nixVersion !== null && Number(nixVersion.split('.')[1]) >= 26;

/** The title of tests that compare with it. */
export const comparedWithNix = `real Nix, 2.26 or later ${needsNix}`;
