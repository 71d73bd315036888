/** What hangs on the machine, the network or the Nix store: there, but never known. */
export const impureNames = ['addErrorContext'] as const;
