import type { Standing } from '../standing.js';

/** How a standing looks at a glance. */
export const SIGNS = {
  error: '❌',
  warning: '⚠️',
  note: 'ℹ️',
  open: '❔',
  waived: '🔕',
  pass: '✅',
} as const satisfies Record<Standing, string>;
