import { version } from '../../model/package.js';
import type { Repository } from './detect.js';

export const GITLAB_FILE = '.gitlab/elbcert.yml';

/** The job that checks every merge request. Source: https://docs.gitlab.com/ci/yaml/ */
export function gitlabPipeline({ roots, program, programVersion }: Repository, stage: string | undefined): string {
  const [only = '.', ...others] = roots;
  const matrix = `
  parallel:
    matrix:
      - ROOT: [${roots.join(', ')}]`;
  const image = program === 'tofu' ? 'ghcr.io/opentofu/opentofu' : 'hashicorp/terraform';
  return `# Says on every merge request which Classic Load Balancer listeners AWS would refuse because of their certificate.
elbcert:${stage === undefined ? '' : `\n  stage: ${stage}`}
  image:
    name: ${image}:${programVersion ?? 'latest'}
    entrypoint: [""]${others.length === 0 ? `\n  variables:\n    ROOT: ${only}` : matrix}
  before_script:
    - apk add --no-cache nodejs npm
  script:
    - ${program} -chdir="$ROOT" init -input=false
    - ${program} -chdir="$ROOT" plan -input=false -out=tfplan
    - npx --yes elbcert@${version} check --format text --format gitlab=gl-code-quality.json --format junit=elbcert.xml "$ROOT/tfplan"
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

/** What the repository's own pipeline says to take the job in. */
export const GITLAB_INCLUDE = `include:\n  - local: ${GITLAB_FILE}\n`;
