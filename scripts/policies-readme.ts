import { stringify } from 'yaml';
import { loadPolicies, type Policy, type PolicyVariant, runExamples } from '../src/judge/index.js';
import { DEFAULT_PACKS, OPTIONAL_PACKS } from '../src/model/package.js';

const INTRODUCTION = `# Policies

<!-- Made from the policy files beside this page by \`npm run generate\`: change those instead. -->

Each policy is one file: a JSON Schema that the facts of a listener, a domain or a deployer must satisfy. [facts.schema.json](facts.schema.json)
says which facts there are, [policy.schema.json](policy.schema.json) what a policy file holds, and
[examples/custom-policy](../examples/custom-policy) how to write your own.

\`error\` is for what AWS refuses or its guide requires, \`warning\` for what will hurt later or is inferred. Where a policy
depends on something that is not known before apply, it is open, and the report says what it depends on; an advisory
policy counts as not applicable instead.
`;

const OPTIONAL = `## Packs to ask for

These are not in force unless a run names their pack, as in \`elbcert check --pack classic-elb-tls plan.json\`.
`;

/** The page about the packs: of each policy an example, why, and how to fix it. */
export function renderReadme(always: readonly Policy[], optional: readonly Policy[]): string {
  const contents = (policies: readonly Policy[]) =>
    policies.map(({ id, level, title }) => `- [${id}](#${id}) (${level}): ${title}\n`).join('');
  return [
    INTRODUCTION,
    contents(always),
    ...always.map(renderPolicy),
    OPTIONAL,
    contents(optional),
    ...optional.map(renderPolicy),
  ].join('\n');
}

/** The page as it should be. */
export function currentReadme(): string {
  const all = loadPolicies({ policyPaths: [], disable: [], packs: OPTIONAL_PACKS.map(({ name }) => name) });
  const folders = DEFAULT_PACKS.flatMap((pack) => pack.folders);
  const isAlways = ({ file }: Policy) => folders.some((folder) => file.startsWith(`${folder}/`));
  return renderReadme(
    all.filter(isAlways),
    all.filter((policy) => !isAlways(policy)),
  );
}

function renderPolicy(policy: Policy): string {
  const example = runExamples(policy).find(({ group }) => group === 'fail');
  const unknown = policy.whenUnknown === 'ignore' ? 'not applicable' : 'open';
  const facts = stringify(policy.examples.fail[0] ?? {}).trimEnd();
  return `## ${policy.id}

${policy.title}. Level: ${policy.level}. Where it cannot be decided before apply: ${unknown}.

**Example.** A ${policy.subjects.join(' or ')} with these facts:

\`\`\`yaml
${facts}
\`\`\`

breaks it: \`${example?.evaluation.message}\`

**Why.** ${policy.why}

**How to fix.** ${sentence(policy.fix)}
${policy.variants.map((variant) => variantText(policy, variant)).join('')}
**Source.** ${policy.source.map((url) => `<${url}>`).join(' · ')}
`;
}

function variantText(policy: Policy, { where, level, fix }: PolicyVariant): string {
  const other = level === policy.level ? '' : ` Level: ${level}.`;
  const how = fix === policy.fix ? '' : ` ${sentence(fix)}`;
  return other + how === '' ? '' : `\n**For ${where}.**${other}${how}\n`;
}

function sentence(clause: string): string {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;
}
