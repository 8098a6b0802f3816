# A plan policy: what elbcert says decides whether the run goes on.
package spacelift

report := input.third_party_metadata.custom.elbcert

# A hook that did not run, or failed, leaves no report: no report is no pass.
deny["elbcert left no report"] {
	not report.schemaVersion
}

counts[finding] {
	finding := report.findings[_]
	finding.outcome == "fail"
	finding.waiver == null
}

deny[message] {
	finding := counts[_]
	finding.level == "error"
	message := sprintf("%s: %s [%s]", [finding.address, finding.message, finding.policyId])
}

warn[message] {
	finding := counts[_]
	finding.level != "error"
	message := sprintf("%s: %s [%s]", [finding.address, finding.message, finding.policyId])
}
