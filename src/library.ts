/** What package.json exports, in one bundle, so that its parts share what they have in common. */
export * as cdktf from './cdktf/index.js';
export * as index from './index.js';
