package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
)

// The only member of a name is not meant where the row says that he works elsewhere or was born in another year.
func TestProposerToldOtherwiseIsNotTheMember(t *testing.T) {
	o := openOffice(t)
	o.save(roster.Members, record.Values{"name": "郭春", "workplace": "县委办公室", "birth_on": "1970-05-01"})
	o.save(roster.Members, record.Values{"name": "苏若竹"})
	for told, ok := range map[string]bool{
		"郭春": true, "郭春（县委办公室）": true, "郭春（县委办）": true, "郭春（1970年生）": true, "郭春（县委办公室 1970年生）": true, "郭春（组长）": true, "苏若竹（县医院）": true,
		"郭春（县医院）": false, "郭春（1971年生）": false,
	} {
		for _, key := range []string{"proposer", "joint"} {
			v := record.Values{"title": "关于" + told + key + "的建议", "proposer": "民建县委"}
			v[key] = told
			_, sentence := o.try(proposal.Proposals, v)
			if refused := strings.Contains(sentence, "名册里的「郭春」是「县委办公室」的"); refused == ok || ok && sentence != "" {
				t.Errorf("%s as %s: %q", told, key, sentence)
			}
		}
	}
	o.save(proposal.Proposals, record.Values{"number": "30", "title": "关于三十的建议", "proposer": "郭春", "conclusion": "立案", "lead_units": "县教育局", "assigned_on": "2026-03-01", "replied_on": "2026-05-01", "result_class": "A"})
	if _, sentence := o.try(proposal.Feedback, record.Values{"number": "30", "proposer": "郭春（县医院）", "returned_on": "2026-06-09", "result": "不满意"}); !strings.Contains(sentence, "与填写的「县医院」不同") {
		t.Errorf("feedback: %q", sentence)
	}
}
