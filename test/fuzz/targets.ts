import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { strToU8, zipSync } from 'fflate';
import { applyBaseline, readBaseline } from '../../src/annotate/suppress/baseline.js';
import { readConfig } from '../../src/config/index.js';
import { interestIn } from '../../src/facts/index.js';
import { chainOf, readCertificatePem, readPrivateKeyPem } from '../../src/facts/pem/pem-text.js';
import { loadPolicies, type Policy } from '../../src/judge/index.js';
import type { Plan } from '../../src/model/plan.js';
import { UnusableInput } from '../../src/model/problem.js';
import { exitCode, type Report } from '../../src/model/report.js';
import { checkPlans } from '../../src/pipeline.js';
import { bytesSource } from '../../src/read/byte-source.js';
import { readPolicyFiles } from '../../src/read/iam-policy-file.js';
import { readBytes, readScanned } from '../../src/read/index.js';
import { documentScanner } from '../../src/read/large/index.js';
import { planFileConfiguration, unpackConfiguration } from '../../src/read/source/open-configuration.js';
import { workspaceOfPlanFile } from '../../src/read/source/plan-file-workspace.js';
import { sourceFiles } from '../../src/read/source/source-file.js';
import { reporters } from '../../src/report/index.js';
import { withSource } from '../../src/resolve/index.js';
import { mutate, mutateBytes, mutateText } from './mutate.js';
import type { Random } from './random.js';

/** The exit code of a run: 0 and 1 for a report, 2 for a refusal. */
export type ExitCode = 0 | 1 | 2;

/** Something that reads what others wrote. */
export interface Target {
  readonly name: string;
  /** A mutated input. */
  input(random: Random): string | Buffer;
  /** What a run on it comes to. Throws what a run would call a fault in elbcert. */
  run(input: string | Buffer): ExitCode | Promise<ExitCode>;
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const GOLDEN = join(ROOT, 'test/golden');
const NOW = new Date('2026-11-24T00:00:00Z');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

const cases = readdirSync(GOLDEN, { recursive: true, encoding: 'utf8' });
const plans = cases
  .filter((name) => name.endsWith('plan.json'))
  .map((name) => ({ text: readFileSync(join(GOLDEN, name), 'utf8'), folder: join(GOLDEN, name, '..') }))
  .filter(({ text }) => text.startsWith('{') && text.length < 60_000 && isJson(text));

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const policies = loadPolicies({ policyPaths: [], disable: [], packs: ['classic-elb-tls'] });
const interest = { ...interestIn(), onDemand: undefined };

/** The report on some plans, in every format, and what it comes to; a refusal where they cannot be read. */
function judged(plansOf: () => readonly Plan[], judging: readonly Policy[] = policies): ExitCode {
  return refusing(() => {
    const report: Report = checkPlans(plansOf(), judging, { now: NOW });
    for (const reporter of reporters) {
      reporter.render(report, { color: false, verbosity: 'verbose', failOn: 'error', strict: false });
    }
    return exitCode(report, { failOn: 'error', strict: false });
  });
}

function refusing(run: () => ExitCode): ExitCode {
  try {
    return run();
  } catch (error) {
    if (error instanceof UnusableInput) return 2;
    throw error;
  }
}

function parsed(input: string | Buffer): readonly Plan[] {
  return readBytes('plan.json', Buffer.from(input as string), interest);
}

const scan = documentScanner();

/** A plan of one resource, with a text in one of its arguments. */
function planWith(type: string, argument: string, text: string): string {
  const listener = { lb_port: 443, lb_protocol: 'https', instance_port: 80, instance_protocol: 'http' };
  const change = (after: object) => ({ actions: ['create'], before: null, after: { region: 'eu-west-1', ...after } });
  const resource = (of: string, after: object) => {
    return { address: `${of}.x`, mode: 'managed', type: of, name: 'x', change: change(after) };
  };
  return JSON.stringify({
    format_version: '1.2',
    resource_changes: [resource(type, { name: 'x', [argument]: text }), resource('aws_elb', { listener: [listener] })],
  });
}

let folder: string | undefined;

/** A file with an input in it, in a folder of this process. */
function fileWith(name: string, input: string | Buffer): string {
  folder ??= mkdtempSync(join(tmpdir(), 'elbcert-fuzz-'));
  const file = join(folder, name);
  writeFileSync(file, input);
  return file;
}

/** A reader of texts that are not JSON: its seeds are mutated as text. */
function textTarget(name: string, seeds: readonly string[], run: (text: string) => ExitCode): Target {
  return { name, input: (random) => mutateText(random.pick(seeds), random), run: (input) => run(String(input)) };
}

const TEMPLATES = [
  'Resources:\n  L:\n    Type: AWS::ElasticLoadBalancing::LoadBalancer\n    Properties:\n      Listeners:\n        - {LoadBalancerPort: 443, Protocol: HTTPS, InstancePort: !Ref P, SSLCertificateId: !Sub "arn:${AWS::Partition}:acm"}\nParameters: {P: {Type: String, Default: 80}}\nConditions: {C: !Equals [!Ref P, 80]}\n',
  '{"Resources":{"L":{"Type":"AWS::ElasticLoadBalancing::LoadBalancer","Condition":"C","Properties":{"Listeners":[{"Fn::If":["C",{"LoadBalancerPort":"443","Protocol":"SSL"},{"Ref":"AWS::NoValue"}]}]}}},"Conditions":{"C":{"Fn::Not":[{"Condition":"C"}]}}}',
  'Transform: [A, {Name: AWS::Include}]\nResources: {"Fn::ForEach::X": [I, [a], {"L${I}": {Type: "AWS::${I}::LoadBalancer"}}], N: &n {Type: AWS::CloudFormation::Stack}, M: {<<: *n}}\n',
];

const DOCUMENTS = [
  '{"Version":"2012-10-17","Statement":[{"Sid":"a","Effect":"Allow","Action":["elasticloadbalancing:*","acm:List*"],"Resource":"*","Condition":{"StringEquals":{"aws:RequestedRegion":["eu-west-1"]}}}]}',
  '{"Statement":{"Effect":"Deny","NotAction":"iam:?et*","NotResource":"arn:aws:s3:::*"}}',
];

const CONFIGURATION = `policies: []\ndisable: [certificate-unused]\nlevels: {certificate-expiry: error}\nregion: eu-west-1\nregions: {aws.us: us-east-1}\nwaivers:\n  - {policy: acm-same-region, address: 'module.legacy["eu"].aws_elb.*[*]', port: 443, reason: x, expires: 2027-01-31}\n`;
const BASELINE = `{"schemaVersion":1,"findings":[{"input":"plan.json","address":"aws_elb.x","port":443,"policyId":"acm-same-region","outcome":"fail"}]}`;
const POLICY_FILES = readdirSync(join(ROOT, 'policies'), { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.yaml'),
);
const PEMS = cases.filter((name) => name.endsWith('.pem')).map((name) => readFileSync(join(GOLDEN, name), 'utf8'));
const STACKS = [
  '{"//":{"metadata":{"stackName":"a","version":"0.21.0"}},"terraform":{},"provider":{"aws":[{"region":"eu-west-1"}]},"variable":{"p":{"type":"number","default":443}},"locals":{"l":"${toset([\\"a\\",\\"b\\"])}"},"resource":{"aws_acm_certificate":{"c":{"for_each":"${local.l}","domain_name":"${each.key}.example.com"}},"aws_elb":{"w":{"count":2,"listener":[{"lb_port":"${var.p + count.index}","lb_protocol":"https","ssl_certificate_id":"${aws_acm_certificate.c[\\"a\\"].arn}"}],"dynamic":{"listener":{"for_each":"${local.l}","content":{"lb_port":"${length(listener.value)}"}}}}}},"output":{"o":{"value":"${[for e in aws_elb.w : e.id]}"}}}',
];
const sources = plans.filter(({ folder: at }) => readdirSync(at).includes('main.tf'));

const facts = () => parsed(plans[0]?.text ?? '{}');

/** Every reader of what others wrote, plans most often. */
export const TARGETS: readonly Target[] = [
  {
    name: 'plan',
    input: (random) => mutate(random.pick(plans).text, random),
    run: (input) => judged(() => parsed(input)),
  },
  {
    name: 'scanned plan',
    input: (random) => mutate(random.pick(plans).text, random),
    run: (input) =>
      judged(() => {
        if (scan === undefined) throw new Error('this Node.js has no WebAssembly');
        return readScanned('plan.json', bytesSource(Buffer.from(input as string)), interest, scan, 256);
      }),
  },
  {
    name: 'tf.json',
    input: (random) => mutate(random.pick(STACKS), random),
    run: (input) => judged(() => readBytes('cdk.tf.json', Buffer.from(input as string), interest)),
  },
  {
    name: 'HCL',
    input(random) {
      const { text, folder: at } = random.pick(sources);
      return JSON.stringify({ plan: text, source: mutateText(readFileSync(join(at, 'main.tf'), 'utf8'), random) });
    },
    async run(input) {
      const { plan, source } = JSON.parse(String(input)) as { readonly plan: string; readonly source: string };
      const makeFile = sourceFiles(() => {});
      const configuration = planFileConfiguration(new Map([['m-/main.tf', source]]), '.', makeFile);
      return judged(() => parsed(plan).map((one) => withSource(one, configuration)));
    },
  },
  {
    name: 'plan file',
    input(random) {
      const files = {
        'tfconfig/m-/main.tf': strToU8('locals {}'),
        tfplan: strToU8('j\u0004\u001a\u0002ab'),
        tfstate: strToU8('{}'),
      };
      return mutateBytes(Buffer.from(zipSync(files)), random);
    },
    async run(input) {
      const bytes = Buffer.from(input as Buffer);
      await workspaceOfPlanFile(bytes);
      return (await unpackConfiguration(bytes)) === undefined ? 2 : 0;
    },
  },
  textTarget('PEM', PEMS, (text) => {
    chainOf(text, text);
    const key = readPrivateKeyPem(text);
    const certificate = readCertificatePem(text);
    certificate?.notAfter.toISOString();
    return (certificate ?? key) === undefined ? 2 : 0;
  }),
  textTarget('CloudFormation', TEMPLATES, (text) =>
    judged(() => parsed(planWith('aws_cloudformation_stack', 'template_body', text))),
  ),
  textTarget('IAM document', DOCUMENTS, (text) => {
    const code = judged(() => parsed(planWith('aws_iam_role_policy', 'policy', text)));
    return refusing(() => {
      readPolicyFiles([fileWith('iam.json', text)]);
      return code;
    });
  }),
  textTarget('configuration', [CONFIGURATION], (text) =>
    refusing(() => {
      readConfig(fileWith('.elbcert.yaml', text));
      return 0;
    }),
  ),
  textTarget(
    'policy',
    POLICY_FILES.map((name) => read(`policies/${name}`)),
    (text) =>
      refusing(() => judged(facts, loadPolicies({ policyPaths: [fileWith('policy.yaml', text)], disable: [] }))),
  ),
  textTarget('baseline', [BASELINE], (text) =>
    refusing(() => {
      applyBaseline([], readBaseline(fileWith('baseline.json', text)), {
        inputs: ['plan.json'],
        isTouched: () => false,
      });
      return 0;
    }),
  ),
];
