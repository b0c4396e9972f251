package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
)

// Who only seconds a proposal does not propose it, whether a cell or the heading says so; the row once more changes nothing.
func TestSecondersOfARow(t *testing.T) {
	for row, want := range map[string]string{
		"提案人;郭春、苏若竹（附议）、何大勇（附议人）":       "个人提案 郭春 提案人、苏若竹 附议、何大勇 附议",
		"提案人;郭春（附议：苏若竹、何大勇）":            "个人提案 郭春 提案人、苏若竹 附议、何大勇 附议",
		"提案人;郭春 附议人：苏若竹、何大勇":            "个人提案 郭春 提案人、苏若竹 附议、何大勇 附议",
		"提案人;第一提案人：郭春；附议人：苏若竹；联名人：何大勇":  "联名提案 郭春 提案人、苏若竹 附议、何大勇 联名",
		"第一提案人|附议人;郭春|苏若竹、何大勇":          "个人提案 郭春 提案人、苏若竹 附议、何大勇 附议",
		"第一提案人|联名人|附议人;郭春|何大勇|苏若竹":      "联名提案 郭春 提案人、何大勇 联名、苏若竹 附议",
		"第一提案人|联名人|附议;郭春|何大勇、苏若竹（附议）|无": "联名提案 郭春 提案人、何大勇 联名、苏若竹 附议",
		"提案人;郭春、苏若竹":                    "联名提案 郭春 提案人、苏若竹 联名",
	} {
		o := openOffice(t)
		for _, name := range []string{"郭春", "苏若竹", "何大勇"} {
			o.save(roster.Members, record.Values{"name": name})
		}
		heads, cells, _ := strings.Cut(row, ";")
		sheet := pipedSheet("案号|案由|"+heads, "31|关于甲乙丙的建议|"+cells)
		for _, outcome := range []string{"新增", "相同"} {
			got, im := o.takenSheets(proposal.Proposals, sheet)
			stored := o.texts(`SELECT p.kind || ' ' || group_concat(x.name || ' ' || x.role, '、') FROM (SELECT * FROM proposal_proposer ORDER BY ordinal) x
				JOIN proposal p ON p.id = x.proposal_id WHERE p.number = 31 GROUP BY p.id`)
			if got != outcome || strings.Join(stored, "") != want || strings.Contains(strings.Join(im.Strange, ""), "两次") {
				t.Errorf("%s: %s, stored %s, want %s; %q", row, got, stored, want, im.Strange)
			}
		}
	}
}
