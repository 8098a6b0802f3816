import { App } from 'cdktf';
import { CertificatesStack, ConsumerStack, ForeignStack } from './cross-stack.js';
import { ExpressionsStack } from './expressions-stack.js';
import { IteratorsStack } from './iterators-stack.js';

/** Every way that a stack can name a certificate, for the tests. */
export function createApp(outdir: string): App {
  const app = new App({ outdir });
  new ExpressionsStack(app, 'expressions');
  new IteratorsStack(app, 'iterators');
  new ConsumerStack(app, 'consumer', new CertificatesStack(app, 'certificates'));
  new ForeignStack(app, 'foreign');
  return app;
}
