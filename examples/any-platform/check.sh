#!/bin/sh
# For any platform that runs a hook after terraform plan and stops where a hook fails: check.sh PLAN
set -eu

npx --yes elbcert@0.1.0 check "$1"
