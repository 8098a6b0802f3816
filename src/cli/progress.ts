import { writeSync } from 'node:fs';
import { escapeControls } from '../report/common/escape.js';

/** Tells somebody who waits what a run is doing. */
export interface Progress {
  /** What the run does from here on, as in `reading plan.json`. */
  stage(text: string): void;
  /** Takes the line away, so that something else can be printed; it comes back if the run goes on. */
  hide(): void;
  /** Takes the line away for good. */
  stop(): void;
}

export const noProgress: Progress = { stage() {}, hide() {}, stop() {} };

export interface ProgressOptions {
  /** The file descriptor of the terminal. */
  readonly fd: number;
  /** Unit: characters. */
  readonly columns: number;
  /** Runs that are over by then say nothing. */
  readonly afterMs: number;
  readonly everyMs: number;
}

/** The states of the line: the worker draws one only from idle, and the main thread waits while it does. */
const IDLE = 0;
const DRAWING = 1;
const STOPPED = 2;

const LONGEST_STAGE = 1024;

/**
 * Draws on a thread of its own: reading a large plan is one long call, during which no timer of the main thread fires.
 * Its source is text because a thread needs a file or a text, and a file would be one more to ship and to find.
 */
const WORKER = `
const { workerData } = require('node:worker_threads');
const { writeSync } = require('node:fs');
const { state, stage, fd, columns, afterMs, everyMs } = workerData;
const started = Date.now();
const draw = () => {
  if (Atomics.compareExchange(state, 0, ${IDLE}, ${DRAWING}) !== ${IDLE}) return;
  const length = Atomics.load(state, 1);
  const text = Buffer.from(stage.slice(0, length)).toString();
  const seconds = Math.floor((Date.now() - started) / 1000);
  const line = 'elbcert: ' + text + ', ' + seconds + ' s';
  try {
    if (length > 0) writeSync(fd, '\\r\\u001b[2K' + [...line].slice(0, columns - 1).join(''));
    Atomics.store(state, 2, 1);
  } catch {}
  Atomics.store(state, 0, ${IDLE});
  Atomics.notify(state, 0);
};
setTimeout(() => { draw(); setInterval(draw, everyMs); }, afterMs);
`;

/** Starts to watch a run. */
export function startProgress(options: ProgressOptions): Progress {
  // State: what the line is doing; how long the stage is; whether a line is drawn.
  const state = new Int32Array(new SharedArrayBuffer(12));
  const stage = new Uint8Array(new SharedArrayBuffer(LONGEST_STAGE));
  const { Worker } = process.getBuiltinModule('node:worker_threads');
  const worker = new Worker(WORKER, { eval: true, execArgv: [], workerData: { ...options, state, stage } });
  worker.unref();
  // A terminal that cannot be drawn on, or a machine without threads to spare, is no reason to fail the run.
  worker.on('error', () => {});

  const hold = () => {
    while (Atomics.compareExchange(state, 0, IDLE, STOPPED) === DRAWING) Atomics.wait(state, 0, DRAWING, 50);
  };
  const erase = () => {
    if (Atomics.exchange(state, 2, 0) === 1) writeSync(options.fd, '\r\u001b[2K');
  };
  return {
    stage(text) {
      hold();
      const bytes = Buffer.from(escapeControls(text)).subarray(0, LONGEST_STAGE);
      stage.set(bytes);
      Atomics.store(state, 1, bytes.length);
      Atomics.store(state, 0, IDLE);
    },
    hide() {
      hold();
      erase();
      Atomics.store(state, 0, IDLE);
    },
    stop() {
      hold();
      erase();
      void worker.terminate();
    },
  };
}
