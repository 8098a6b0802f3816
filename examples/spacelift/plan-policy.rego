# A plan policy: what elbcert says decides whether the run goes on. It loads as Rego v0 and as v1.
package spacelift

import future.keywords.contains
import future.keywords.if

report := input.third_party_metadata.custom.elbcert

# A hook that did not run, or failed, leaves no report: no report is no pass.
deny contains "elbcert left no report that this policy reads" if not report.schemaVersion == 1

counts contains finding if {
	finding := report.findings[_]
	finding.outcome == "fail"
	finding.waiver == null
}

deny contains message(finding) if {
	finding := counts[_]
	finding.level == "error"
}

warn contains message(finding) if {
	finding := counts[_]
	finding.level != "error"
}

message(finding) := sprintf("%s: %s [%s]", [subject(finding), finding.message, finding.policyId])

subject(finding) := finding.address if finding.port == null

subject(finding) := sprintf("%s listener %d", [finding.address, finding.port]) if finding.port != null
