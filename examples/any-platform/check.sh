#!/bin/sh
# For any platform that runs a hook after terraform plan and stops where a hook fails: check.sh PLAN
set -eu

# Global, where npm reads no .npmrc of the checkout. npx would, and would put the checkout's programs first.
tool=$(mktemp -d)
npm install --global --prefix "$tool" elbcert@0.1.0
"$tool/bin/elbcert" check "$1"
