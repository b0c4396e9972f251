package export

import (
	"strconv"
	"strings"
)

// Lacks says what is missing on the papers of the year, to be known before they are written: who reports, anything to report.
// Years of deadlines whose holidays are not known are said on the sheets themselves.
func (y *Year) Lacks() (sentences []string) {
	if strings.TrimSpace(y.Settings["office.name"]) == "" {
		sentences = append(sentences, "还没有填写「填报单位」，表头的填报单位空着，请先在「设置」里填写。")
	}
	if len(y.Proposals) == 0 && len(y.Plan) == 0 && len(y.Evaluations) == 0 && len(y.Attendance.Activities) == 0 {
		sentences = append(sentences, strconv.Itoa(y.Year)+" 年没有提案、部署、评议和活动，各张表都会印「无」，请看年度写得对不对。")
	}
	return sentences
}
