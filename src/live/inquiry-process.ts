import { inquire } from './inquiry.js';
import { endGroup } from './process-group.js';
import type { Inquiry } from './questions.js';

/** The child process that asks AWS. Its parent sends what to ask, and ends it once it has answered. */
process.once('message', (inquiry) => {
  inquire(inquiry as Inquiry).then((answers) => process.send?.(answers));
});

// The parent has ended, by a signal perhaps. An ordinary exit would wait for look-ups of host names.
process.once('disconnect', () => endGroup(process.pid));
