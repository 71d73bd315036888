import type { Diagnostic } from '../../report/diagnostic.ts';
import type { Plan } from '../plan.ts';

/** What one rule finds wrong with a network; rules don't hang on one another. */
export type Rule = (plan: Plan) => readonly Diagnostic[];
