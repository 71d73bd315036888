import type { Rule } from './rule.ts';

/**
 * A configuration of vmsilo has VMs.
 *
 * There would be nothing to inject: most likely a module that declares them is not imported.
 */
export const noVms: Rule = ({ vms, entry }) =>
  vms.length > 0
    ? []
    : [
        {
          code: 'no-vms',
          message: 'vmsilo is configured, and has no VM',
          help: 'declare one in `programs.vmsilo.nixosVms`, or import the module that does',
          span: entry,
          related: [],
        },
      ];
