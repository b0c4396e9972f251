package proposal

import (
	"testing"

	"cppccdesk/data/record"
)

// Who only seconds a proposal is told apart from those whose it is.
func TestReviewTellsSecondersApart(t *testing.T) {
	r := &reviewed{record: record.Record{Values: record.Values{"proposer": "甲", "joint": "乙、丙", "seconders": "丙"}}}
	told := map[string]string{}
	for _, f := range r.facts() {
		told[f.name] = f.value
	}
	if told["提案人"] != "甲、乙" || told["附议人"] != "丙" {
		t.Errorf("told %v", told)
	}
}
