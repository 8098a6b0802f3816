import { join } from 'node:path';
import { configFile } from './config-file.js';
import { type CiSystem, type Repository, readText, testStage } from './detect.js';
import { githubWorkflow } from './github-workflow.js';
import { GITLAB_FILE, GITLAB_INCLUDE, gitlabPipeline } from './gitlab-pipeline.js';

/** What `elbcert init` writes, and what it leaves to the user. */
export interface Starter {
  readonly files: readonly { readonly path: string; readonly text: string }[];
  readonly todo: readonly string[];
}

export function planFiles(repository: Repository, ci: CiSystem, folder: string): Starter {
  const config = { path: '.elbcert.yaml', text: configFile(repository) };
  switch (ci) {
    case 'github':
      return {
        files: [config, { path: '.github/workflows/elbcert.yml', text: githubWorkflow(repository) }],
        todo: ['set the variable AWS_ROLE_ARN of the repository to the role that plans'],
      };
    case 'gitlab': {
      const pipeline = readText(join(folder, '.gitlab-ci.yml'));
      const job = { path: GITLAB_FILE, text: gitlabPipeline(repository, testStage(pipeline ?? '')) };
      const credentials = 'give the job the credentials that your plans use';
      if (pipeline === undefined) {
        return { files: [config, job, { path: '.gitlab-ci.yml', text: GITLAB_INCLUDE }], todo: [credentials] };
      }
      const include = `add to .gitlab-ci.yml: include: [{ local: ${GITLAB_FILE} }]`;
      return { files: [config, job], todo: [include, credentials] };
    }
    case 'none':
      return { files: [config], todo: [] };
    default:
      return ci satisfies never;
  }
}
