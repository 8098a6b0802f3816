/** Help, and scripts that complete command lines: https://yargs.js.org */
export { default as yargs } from 'yargs';
