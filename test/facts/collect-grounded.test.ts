import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { groundedCollector } from '../../src/facts/collect-grounded.js';
import { createContexts, FACT_SOURCES } from '../../src/facts/index.js';
import type { Plan } from '../../src/model/plan.js';
import { listener } from '../report/build.js';
import { type Created, planOf, reportedIn, webElb } from './collect.js';

const certificate: Created = {
  type: 'aws_acm_certificate',
  name: 'site',
  after: { domain_name: 'www.example.com', key_algorithm: 'RSA_2048' },
  unknown: { arn: true, id: true },
};
const BY_LOCAL = planOf([webElb({ references: ['local.arn'] }), certificate]);
const DIRECT = planOf([
  webElb({ references: ['aws_acm_certificate.site.arn', 'aws_acm_certificate.site'] }),
  certificate,
]);

/** The listener of a plan that is given with the source of a folder, and is `alone` without it. */
const withSource = (plan: Plan, alone: Plan) => reportedIn({ ...plan, unaided: { folder: 'infra', plan: alone } })[0];

test('facts that rest on an assumption are told without it, too', () => {
  const [found] = reportedIn(BY_LOCAL);
  assert.is(found?.assumption?.says, 'local.arn yields the ARN of aws_acm_certificate.site');
  assert.equal(found?.facts.certificate.source, { kind: 'known', value: 'acm' });
  assert.is(found?.assumption?.without?.certificate.source.kind, 'unknown');
  assert.is(found?.assumption?.without?.certificate.assuming, null);
});

test('facts that rest on the plan alone have no other ground', () => {
  const [found] = reportedIn(DIRECT);
  assert.equal(Object.keys(found ?? {}).sort(), ['facts', 'input']);
  assert.is(found?.facts.fromSource, null);
});

test('facts that the source told are told without it, too, and so is what is assumed then', () => {
  const found = withSource(DIRECT, BY_LOCAL);
  assert.is(found?.facts.fromSource, 'infra');
  assert.is(found?.assumption, undefined);
  assert.is(found?.source?.without?.assumption?.without?.certificate.source.kind, 'unknown');
});

test('facts that the plan alone tells are not told by the source', () => {
  const found = withSource(DIRECT, DIRECT);
  assert.is(found?.facts.fromSource, null);
  assert.equal(found?.source?.without?.facts, found?.facts);
});

test('where the plan alone makes another number of listeners, none is held for the same', () => {
  const aided = { ...DIRECT, unaided: { folder: 'infra', plan: BY_LOCAL } };
  const contexts = createContexts(FACT_SOURCES, { now: new Date('2026-11-24T00:00:00Z'), regions: new Map() });
  const { facts } = listener();
  const found = groundedCollector(
    aided,
    () => contexts,
  )(({ resolver }) => {
    return resolver.plan === aided ? [facts, facts] : [facts];
  });
  assert.equal(
    found.map(({ source }) => source),
    [facts, facts].map(() => ({ says: 'infra', without: undefined })),
  );
});

test.run();
