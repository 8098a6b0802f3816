/** What is changed of the nodes of a construct tree. Source: https://github.com/aws/constructs/blob/10.x/src/construct.ts */
export interface NodePrototype {
  addMetadata(this: RecordingNode, type: string, data: unknown, options?: object): void;
}

interface RecordingNode {
  readonly metadata: readonly { readonly trace?: string[] }[];
}

/**
 * Has every construct of cdktf that is made from now on record which lines of the author's code make it. cdktf asks for a
 * stack trace of each, and constructs has kept none unless it is told to since its version 10.
 * Whole in itself: its text is run in other processes.
 */
export function recordLinesOn(prototype: NodePrototype): void {
  const { addMetadata } = prototype;
  prototype.addMetadata = function (type, data, options) {
    if (type !== 'stacktrace') return addMetadata.call(this, type, data, options);
    addMetadata.call(this, type, data, { stackTrace: true, ...options });
    const trace = this.metadata.at(-1)?.trace ?? [];
    const own = trace.filter((frame) => !/[\\/]node_modules[\\/]|\bnode:/.test(frame));
    trace.splice(0, trace.length, ...own);
  };
}

/** A script that does so for the constructs of the project that a process runs in; it does nothing in any other. */
export function recordLinesScript(): string {
  const project = "require('node:module').createRequire(process.cwd() + '/')";
  return `try { (${recordLinesOn})(${project}('constructs').Node.prototype); } catch {}\n`;
}
