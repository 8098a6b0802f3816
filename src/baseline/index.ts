export { applyBaseline } from './apply-baseline.js';
export { formatBaseline, readBaseline } from './baseline.js';
export { isTouched } from './touched.js';
