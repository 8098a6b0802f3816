#!/usr/bin/env node
import { keepCompiledCode, refuseNode } from './cli/launch.js';

const refusal = refuseNode(process.versions.node);
if (refusal === undefined) {
  keepCompiledCode();
  void import('./cli/start.js').then(({ start }) => start());
} else {
  console.error(refusal);
  process.exitCode = 2;
}
