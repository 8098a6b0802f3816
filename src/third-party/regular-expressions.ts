/** Regular expressions that match in linear time: https://github.com/le0pard/re2js */
export { RE2JS } from 're2js';
