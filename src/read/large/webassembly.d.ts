// The part of WebAssembly's JavaScript interface that is used here; the types of Node.js leave it to those of browsers.
// Source: https://webassembly.github.io/spec/js-api/

declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array);
  }
  class Instance {
    constructor(module: Module, imports: Readonly<Record<string, object>>);
    readonly exports: object;
  }
  class CompileError extends Error {}
}
