import { App, Aspects } from 'cdktn';
import { ClassicElbCertificates } from 'elbcert/cdktf';
import { AcceptedStack } from './accepted-stack.js';
import { EllipticStack } from './elliptic-stack.js';
import { RefusedStack } from './refused-stack.js';

const app = new App();
const stacks = [
  new AcceptedStack(app, 'accepted'),
  new EllipticStack(app, 'elliptic'),
  new RefusedStack(app, 'refused'),
];

// On each stack: cdktn never visits an aspect on the app itself.
for (const stack of stacks) Aspects.of(stack).add(new ClassicElbCertificates());

app.synth();
