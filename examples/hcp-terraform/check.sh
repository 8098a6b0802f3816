#!/usr/bin/env bash
# Checks the plan of a run of HCP Terraform or Terraform Enterprise: check.sh run-CZcmD7eagjhyX0vN
# TFE_TOKEN is the token of a user or team that may read the run's plan; TFE_HOST is the host of Terraform Enterprise.
set -euo pipefail

# The token goes through standard input: other users of the machine can read command lines. curl does not send it to the
# host that the answer redirects to. A plan that is not ready is an empty answer, which elbcert refuses.
printf 'header = "Authorization: Bearer %s"\n' "$TFE_TOKEN" |
  curl --config - --fail --silent --show-error --location --output plan.json \
    "https://${TFE_HOST:-app.terraform.io}/api/v2/runs/$1/plan/json-output"
# Global, where npm reads no .npmrc of the checkout. npx would, and would put the checkout's programs first.
tool=$(mktemp -d)
npm install --global --prefix "$tool" elbcert@0.1.0
"$tool/bin/elbcert" check plan.json
