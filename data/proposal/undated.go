package proposal

import (
	"slices"
	"strconv"

	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/zh"
)

// dated looks for what has no date: it counts on every day, whatever day a report is of.
func (j *judging) dated(now, _ *docket.Case) {
	j.looked(ruleDated)
	var lacks []string
	lack := func(missing bool, title string) {
		if missing && !slices.Contains(lacks, title) {
			lacks = append(lacks, title)
		}
	}
	lack(now.ReceivedOn == "", "收到日期")
	lack(now.Conclusion != "" && now.ReviewedOn == "", "审查日期")
	for i := range now.Assignments {
		a := &now.Assignments[i]
		title := "交办日期"
		if a.Round > 1 {
			title = "重办" + title
		}
		lack(a.AssignedOn == "", "「"+a.Unit+"」的"+title)
	}
	for i := range now.Feedback {
		f := &now.Feedback[i]
		lack(f.ReturnedOn == "", "第 "+strconv.Itoa(max(f.Round, 1))+" 轮反馈的收回日期")
	}
	if len(lacks) > 0 {
		j.open(ruleDated, now, "没有", zh.JoinNames(lacks), "，哪一天的报表都计入")
	}
}
