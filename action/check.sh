#!/usr/bin/env bash
# What action.yml runs: its inputs, as environment variables, turned into one command line of elbcert.
set -uo pipefail

if ! command -v npx >/dev/null; then
  echo '::error title=elbcert::there is no Node.js on this runner: run actions/setup-node first'
  exit 2
fi

arguments=(check)

# Adds --OPTION=VALUE where there is a value; as one word, a value that begins with a dash is still a value.
option() {
  if [ -n "$2" ]; then arguments+=("--$1=$2"); fi
}

# The same for each line of a value.
options() {
  local line
  while IFS= read -r line; do option "$1" "$line"; done <<<"$2"
}

# Adds --OPTION where the value says so.
flag() {
  case "$2" in
    true) arguments+=("--$1") ;;
    false | '') ;;
    *)
      echo "::error title=elbcert::the input $1 must be true or false"
      exit 2
      ;;
  esac
}

# The same, and --no-OPTION where the value does not say so.
eitherFlag() {
  flag "$1" "$2"
  if [ "$2" != true ]; then arguments+=("--no-$1"); fi
}

# generated: change src/cli/options.ts and run npm run generate
options format "$ELBCERT_FORMAT"
option fail-on "$ELBCERT_FAIL_ON"
flag strict "$ELBCERT_STRICT"
option baseline "$ELBCERT_BASELINE"
flag changed-only "$ELBCERT_CHANGED_ONLY"
options service "$ELBCERT_SERVICE"
options root "$ELBCERT_ROOT"
eitherFlag synth "$ELBCERT_SYNTH"
options region "$ELBCERT_REGION"
option config "$ELBCERT_CONFIG"
options deployer "$ELBCERT_DEPLOYER"
options deployer-policy "$ELBCERT_DEPLOYER_POLICY"
option deployer-boundary "$ELBCERT_DEPLOYER_BOUNDARY"
# end of generated

if [ -n "$ELBCERT_SARIF_FILE" ]; then option format "sarif=$ELBCERT_SARIF_FILE"; fi
summary=''
if [ "$ELBCERT_SUMMARY" = true ]; then
  summary=$(mktemp)
  option format "markdown=$summary"
fi

while IFS= read -r plan; do
  case "$plan" in
    '') ;;
    -*) arguments+=("./$plan") ;;
    *) arguments+=("$plan") ;;
  esac
done <<<"$ELBCERT_PLAN"

npx --yes "elbcert@$ELBCERT_VERSION" "${arguments[@]}" </dev/null
code=$?

if [ -n "$summary" ]; then
  cat "$summary" >>"$GITHUB_STEP_SUMMARY"
  rm -f "$summary"
fi
echo "exit-code=$code" >>"$GITHUB_OUTPUT"
if [ -n "$ELBCERT_SARIF_FILE" ] && [ -f "$ELBCERT_SARIF_FILE" ]; then
  echo "sarif-file=$ELBCERT_SARIF_FILE" >>"$GITHUB_OUTPUT"
fi
exit "$code"
