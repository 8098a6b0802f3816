import { version } from '../../model/package.js';
import type { Repository } from './detect.js';

/** The workflow that checks every pull request. Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax */
export function githubWorkflow({ roots, program, programVersion, region }: Repository): string {
  const [only = '.', ...others] = roots;
  const root = others.length === 0 ? only : '$' + '{{ matrix.root }}';
  const matrix = `
    strategy:
      fail-fast: false
      matrix:
        root: [${roots.join(', ')}]`;
  const setup =
    program === 'tofu'
      ? setupStep('opentofu/setup-opentofu@v1', 'tofu_wrapper: false', 'tofu_version', programVersion)
      : setupStep('hashicorp/setup-terraform@v4', 'terraform_wrapper: false', 'terraform_version', programVersion);
  return (
    `# Says on every pull request which Classic Load Balancer listeners AWS would refuse because of their certificate.
name: elbcert

on:
  pull_request:

permissions:
  contents: read
  id-token: write # for the role that plans

jobs:
  elbcert:
    # A pull request from a fork gets no credentials to plan with.
    if: github.event.pull_request.head.repo.full_name == github.repository
    runs-on: ubuntu-latest${others.length === 0 ? '' : matrix}
    steps:
      - uses: actions/checkout@v5
      - uses: actions/setup-node@v5
        with:
          node-version: 24
${setup}
      # The role that terraform plan needs: set the variable AWS_ROLE_ARN, or sign in the way your other workflows do.
      - uses: aws-actions/configure-aws-credentials@v6
        with:
          role-to-assume: $` +
    `{{ vars.AWS_ROLE_ARN }}
          aws-region: ${region ?? 'us-east-1'}
      - name: Plan
        working-directory: ${root}
        run: |
          ${program} init -input=false
          ${program} plan -input=false -out=tfplan
      - name: Check
        env:
          ROOT: ${root}
        run: >-
          npx --yes elbcert@${version} check
          --format github --format "markdown=$GITHUB_STEP_SUMMARY" "$ROOT/tfplan"
`
  );
}

function setupStep(action: string, wrapper: string, key: string, version: string | undefined): string {
  const pin = version === undefined ? '' : `\n          ${key}: ${version}`;
  return `      - uses: ${action}\n        with:\n          ${wrapper}${pin}`;
}
