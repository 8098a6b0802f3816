// Installs a tarball where nothing is installed yet: node install.cjs NPM FOLDER TARBALL
const { mkdirSync, rmSync } = require('node:fs');
const { join } = require('node:path');

const [node, , npm, folder, tarball] = process.argv;
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);
const options = ['--prefix', folder, '--cache', join(folder, 'cache'), '--offline', '--no-audit', '--no-fund'];
process.argv = [node, npm, 'install', tarball, '--ignore-scripts', ...options];
require(npm);
