import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { code, prose } from '../../../src/report/markdown/escape.js';

test('an address is code between backticks, anything unusual is written in character references', () => {
  assert.is(code('module.a["b"].aws_elb.web'), '`module.a["b"].aws_elb.web`');
  assert.is(code('a`b|*c*'), '<code>a&#96;b&#124;&#42;c&#42;</code>');
  assert.is(code('a\u001bb'), '<code>a&#92;u&#123;1b&#125;b</code>');
});

test('words stay as they are, and what looks like a name becomes code', () => {
  assert.is(prose('request another certificate, please.'), 'request another certificate, please.');
  assert.is(prose('use aws_iam_server_certificate instead'), 'use `aws_iam_server_certificate` instead');
  assert.is(prose('see (aws_elb.web), then'), 'see (`aws_elb.web`), then');
  assert.is(prose('set lb_port, lb_protocol and x_y'), 'set `lb_port`, `lb_protocol` and `x_y`');
});

test('a mention, an issue or a commit is no reference', () => {
  assert.is(prose('by @octocat in GH-12'), 'by <code>&#64;octocat</code> in `GH-12`');
  assert.is(prose('of 0123456789abcdef'), 'of `0123456789abcdef`');
});

test.run();
