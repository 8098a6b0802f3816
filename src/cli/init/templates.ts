import { version } from '../../model/package.js';
import { yaml } from '../../packages.js';
import { type CiSystem, type Repository, testStage } from './detect.js';

/** What `elbcert init` writes, and what it leaves to the user. */
export interface Starter {
  readonly files: readonly { readonly path: string; readonly text: string }[];
  readonly todo: readonly string[];
}

/** The configuration of the target branch, where the workflows check it out. */
const TRUSTED = '.elbcert-base/.elbcert.yaml';

const GITLAB_FILE = '.gitlab/elbcert.yml';

/** Why workflows install a global package, said where they do. */
const WHY_GLOBAL =
  "# Global, where npm reads no .npmrc of the checkout. npx would, and would put the checkout's programs first.";

/** The files of a repository on a CI system; `pipeline` is the text of the `.gitlab-ci.yml` that is there already. */
export function starterFor(repository: Repository, ci: CiSystem, pipeline: string | undefined): Starter {
  const config = { path: '.elbcert.yaml', text: configFile(repository) };
  switch (ci) {
    case 'github':
      return {
        files: [config, { path: '.github/workflows/elbcert.yml', text: githubWorkflow(repository) }],
        todo: ['set the variable AWS_ROLE_ARN of the repository to the role that plans'],
      };
    case 'gitlab': {
      const job = { path: GITLAB_FILE, text: gitlabPipeline(repository, testStage(pipeline ?? '')) };
      const include = { path: '.gitlab-ci.yml', text: `include:\n  - local: ${GITLAB_FILE}\n` };
      const credentials = 'give the job the credentials that your plans use';
      return pipeline === undefined
        ? { files: [config, job, include], todo: [credentials] }
        : {
            files: [config, job],
            todo: [`add to .gitlab-ci.yml: include: [{ local: ${GITLAB_FILE} }]`, credentials],
          };
    }
    case 'none':
      return { files: [config], todo: [] };
    default:
      return ci satisfies never;
  }
}

/** The `.elbcert.yaml` that a repository starts with. */
function configFile({ roots: [root, ...others] }: Repository): string {
  const settings = {
    failOn: 'error',
    ...(root === undefined || root === '.' || others.length > 0 ? {} : { root }),
  };
  return `# What elbcert requires, and what is waived here. elbcert policies list names the policies.
${yaml().stringify(settings)}
# A finding that is waived, until when, and why:
# waivers:
#   - policy: certificate-expiry
#     address: module.legacy.aws_elb.web
#     port: 443
#     reason: moves to an Application Load Balancer in March
#     owner: team-edge
#     expires: 2027-03-31
`;
}

/** The workflow that checks every pull request. Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax */
function githubWorkflow({ roots, program, programVersion, region }: Repository): string {
  const root = roots.length > 1 ? expression('matrix.root') : (roots[0] ?? '.');
  const matrix = `\n    strategy:\n      fail-fast: false\n      matrix:\n        root: [${roots.join(', ')}]`;
  const tofu = program === 'tofu';
  const pin = programVersion === undefined ? '' : `\n          ${program}_version: ${programVersion}`;
  return `# Reports on every pull request which TLS listeners and domains AWS would refuse because of their certificate.
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
    runs-on: ubuntu-latest${roots.length > 1 ? matrix : ''}
    steps:
      - uses: actions/checkout@v5
      # The configuration of the target branch decides: a pull request must not change its own check.
      - uses: actions/checkout@v5
        with:
          ref: ${expression('github.event.pull_request.base.sha')}
          path: .elbcert-base
      - uses: actions/setup-node@v5
        with:
          node-version: 24
      - uses: ${tofu ? 'opentofu/setup-opentofu@v1' : 'hashicorp/setup-terraform@v4'}
        with:
          ${program}_wrapper: false${pin}
      # The role that terraform plan needs: set the variable AWS_ROLE_ARN, or sign in the way your other workflows do.
      - uses: aws-actions/configure-aws-credentials@v6
        with:
          role-to-assume: ${expression('vars.AWS_ROLE_ARN')}
          aws-region: ${region ?? 'us-east-1'}
      - name: Plan
        working-directory: ${root}
        run: |
          ${program} init -input=false
          ${program} plan -input=false -out=tfplan
      ${WHY_GLOBAL}
      - run: npm install --global elbcert@${version}
      - name: Check
        env:
          ROOT: ${root}
        run: |
          config=--no-config
          if [ -f ${TRUSTED} ]; then config=--config=${TRUSTED}; fi
          elbcert check "$config" --root "$ROOT" \\
            --format github --format "markdown=$GITHUB_STEP_SUMMARY" "$ROOT/tfplan"
`;
}

/** An expression of GitHub Actions. */
function expression(text: string): string {
  return `\${{ ${text} }}`;
}

/** The job that checks every merge request. Source: https://docs.gitlab.com/ci/yaml/ */
function gitlabPipeline({ roots, program, programVersion }: Repository, stage: string | undefined): string {
  const matrix = `\n  parallel:\n    matrix:\n      - ROOT: [${roots.join(', ')}]`;
  const image = program === 'tofu' ? 'ghcr.io/opentofu/opentofu' : 'hashicorp/terraform';
  return `# Reports on every merge request which TLS listeners and domains AWS would refuse because of their certificate.
elbcert:${stage === undefined ? '' : `\n  stage: ${stage}`}
  image:
    name: ${image}:${programVersion ?? 'latest'}
    entrypoint: [""]${roots.length > 1 ? matrix : `\n  variables:\n    ROOT: ${roots[0] ?? '.'}`}
  before_script:
    - apk add --no-cache nodejs npm
    ${WHY_GLOBAL}
    - npm install --global elbcert@${version}
  script:
    - ${program} -chdir="$ROOT" init -input=false
    - ${program} -chdir="$ROOT" plan -input=false -out=tfplan
    # The configuration of the target branch decides: a merge request must not change its own check.
    - git fetch --depth 1 origin "\${CI_MERGE_REQUEST_TARGET_BRANCH_NAME:-$CI_DEFAULT_BRANCH}"
    - git worktree add --force .elbcert-base FETCH_HEAD
    - config=--no-config; if [ -f ${TRUSTED} ]; then config=--config=${TRUSTED}; fi
    - elbcert check "$config" --root "$ROOT" --format text --format gitlab=gl-code-quality.json --format junit=elbcert.xml "$ROOT/tfplan"
  artifacts:
    when: always
    reports:
      codequality: gl-code-quality.json
      junit: elbcert.xml
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
`;
}
