#!/usr/bin/env bash
# Plans every unit below this folder, and checks all plans in one run, so that one unit's certificate is known to the next.
set -euo pipefail
shopt -s globstar failglob # no plan at all is a failure, not a pass

terragrunt run --all --non-interactive --json-out-dir "$PWD/plans" plan
npx --yes elbcert@0.1.0 check plans/**/tfplan.json
