import { basename } from 'node:path';

/**
 * The command as one file with Node.js inside: there is no other file to start, so the process that asks AWS is the same
 * file, told by the name of the program that it would run.
 */
const isInquiry = basename(process.argv[2] ?? '').startsWith('inquiry-process') && process.send !== undefined;

if (isInquiry) void import('../live/inquiry-process.js');
else void import('./start.js').then(({ start }) => start());
