import { setFlagsFromString } from 'node:v8';

/**
 * Has V8 suit a process that scans one large input and ends. New objects get little room before they are cleared up: that
 * takes little memory, and is too little work for several threads. Old ones are cleared up each time that there are by
 * 60 % more of them: of those that a check makes, over a third are soon done with. Functions run for longer before they
 * are optimised, because a run is over before most of that would pay; for much longer where the scan itself is in
 * WebAssembly. V8 12 has other means for the latter, and no such flag.
 *
 * Not for every run: loading `node:v8` takes a twentieth of the time that a small plan does, and once flags are set V8
 * rejects what was compiled without them.
 * Source: https://nodejs.org/api/v8.html#v8setflagsfromstringflags
 */
export function suitScan(inWebAssembly: boolean): void {
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--no-parallel-scavenge');
  setFlagsFromString('--heap-growing-percent=60');
  if (process.versions.v8.startsWith('11.')) {
    setFlagsFromString(`--interrupt-budget=${inWebAssembly ? 5_000_000 : 1_000_000}`);
  }
}
