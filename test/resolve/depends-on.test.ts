import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { dependsOn } from '../../src/resolve/scope.js';
import { at, planOf } from './plan.js';

const plan = planOf({
  resources: {
    'aws_x.first': {},
    'aws_x.second[0]': {},
    'aws_x.other': {},
    'aws_elb.own': {},
    'module.certs["a"].module.deep.aws_x.c': {},
    'module.web[0].aws_elb.site': {},
    'module.web[0].aws_x.first': {},
    'module.web[0].module.inner.aws_elb.site': {},
    'module.web[1].aws_x.sibling': {},
    'module.web[1].aws_elb.site': {},
  },
  blocks: { 'aws_elb.own': { dependsOn: ['aws_x.first', 'aws_x.second[0]', 'module.certs', 'not..one'] } },
  calls: {
    web: {
      dependsOn: ['aws_x.other'],
      blocks: { 'aws_elb.site': { dependsOn: ['aws_x.first', 'aws_x.sibling'] } },
      calls: { inner: { dependsOn: ['aws_x.first'], blocks: { 'aws_elb.site': {} } } },
    },
  },
});

const waits = (address: string, other: string) => dependsOn(plan, at(plan, address), at(plan, other));

test('a resource waits for what its block names, whichever the instance', () => {
  assert.ok(waits('aws_elb.own', 'aws_x.first'));
  assert.ok(waits('aws_elb.own', 'aws_x.second[0]'));
  assert.not(waits('aws_elb.own', 'aws_x.other'));
});

test('to name a module is to name everything in it, at any depth', () => {
  assert.ok(waits('aws_elb.own', 'module.certs["a"].module.deep.aws_x.c'));
  assert.not(waits('aws_elb.own', 'module.web[0].aws_x.first'));
});

test('a name means what is in the same instance of the module', () => {
  assert.ok(waits('module.web[0].aws_elb.site', 'module.web[0].aws_x.first'));
  assert.not(waits('module.web[0].aws_elb.site', 'aws_x.first'));
  assert.ok(waits('module.web[1].aws_elb.site', 'module.web[1].aws_x.sibling'));
  assert.not(waits('module.web[0].aws_elb.site', 'module.web[1].aws_x.sibling'));
});

test('what the call of any module around it waits for, a resource waits for', () => {
  assert.ok(waits('module.web[0].aws_elb.site', 'aws_x.other'));
  assert.ok(waits('module.web[0].module.inner.aws_elb.site', 'aws_x.other'));
  assert.ok(waits('module.web[0].module.inner.aws_elb.site', 'module.web[0].aws_x.first'));
  assert.not(waits('module.web[0].module.inner.aws_elb.site', 'aws_x.first'));
});

test.run();
