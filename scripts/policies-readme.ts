import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { loadPolicies, type Policy, runExamples } from '../src/policies/index.js';

export const README = fileURLToPath(new URL('../policies/README.md', import.meta.url));

const INTRODUCTION = `# Policies

<!-- Made from classic-elb/*.yaml by \`npm run policies:readme\`: change those instead. -->

Each policy is one file: a JSON Schema that the facts of a listener must satisfy. [facts.schema.json](facts.schema.json)
says which facts there are, [policy.schema.json](policy.schema.json) what a policy file holds, and
[examples/custom-policy](../examples/custom-policy) how to write your own.

\`error\` is for what AWS refuses or its guide requires, \`warning\` for what will hurt later or is inferred. Where a policy
depends on something that is not known before apply, it is open, and the report says what it depends on; an advisory
policy counts as not applicable instead.
`;

/** The page about the baseline pack: of each policy an example, why, and how to fix it. */
export function renderReadme(policies: readonly Policy[]): string {
  const contents = policies.map(({ id, level, title }) => `- [${id}](#${id}) (${level}): ${title}\n`);
  return [INTRODUCTION, contents.join(''), ...policies.map(renderPolicy)].join('\n');
}

function renderPolicy(policy: Policy): string {
  const example = runExamples(policy).find(({ group }) => group === 'fail');
  const unknown = policy.whenUnknown === 'ignore' ? 'not applicable' : 'open';
  const facts = stringify(policy.examples.fail[0] ?? {}).trimEnd();
  return `## ${policy.id}

${policy.title}. Level: ${policy.level}. Where it cannot be decided before apply: ${unknown}.

**Example.** A ${policy.subject} with these facts:

\`\`\`yaml
${facts}
\`\`\`

breaks it: \`${example?.evaluation.message}\`

**Why.** ${policy.why}

**How to fix.** ${sentence(policy.fix)}

**Source.** ${policy.source.map((url) => `<${url}>`).join(' · ')}
`;
}

function sentence(clause: string): string {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const text = renderReadme(loadPolicies({ policyPaths: [], disable: [] }));
  if (text !== readFileSync(README, { encoding: 'utf8', flag: 'a+' })) writeFileSync(README, text);
}
