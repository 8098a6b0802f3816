/** The parser that runs the grammar of HCL: https://tree-sitter.github.io/tree-sitter */
export { Language, Parser } from 'web-tree-sitter';
