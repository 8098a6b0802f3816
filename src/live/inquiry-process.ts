import { type Inquiry, inquire } from './inquiry.js';

/** The process that asks AWS: told what to ask by the one that started it, which ends it once it has answered. */
process.once('message', (inquiry) => {
  inquire(inquiry as Inquiry).then((answers) => process.send?.(answers));
});

// An ordinary exit would wait for searches for host names.
process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));
