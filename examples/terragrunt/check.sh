#!/usr/bin/env bash
# Plans every unit below this folder, and checks all plans in one run, so that one unit's certificate is known to the next.
set -euo pipefail
shopt -s globstar failglob # no plan at all is a failure, not a pass

terragrunt run --all --non-interactive --json-out-dir "$PWD/plans" plan
# Global, where npm reads no .npmrc of the checkout. npx would, and would put the checkout's programs first.
tool=$(mktemp -d)
npm install --global --prefix "$tool" elbcert@0.1.0
"$tool/bin/elbcert" check plans/**/tfplan.json
