/** Zip archives: https://101arrowz.github.io/fflate */
export { unzipSync } from 'fflate';
