package export

import (
	"cppccdesk/data/roster"
	"cppccdesk/data/supervision"
	"cppccdesk/export/sheet"
)

// supervisorGrades are the columns of the rating of a supervisor.
var supervisorGrades = []sheet.Field[supervision.SupervisorYear]{
	{Column: sheet.Column{Key: "points", Path: []string{"考评", "得分"}, Kind: sheet.Int}, Value: func(s supervision.SupervisorYear) any { return s.Points }},
	{Column: sheet.Column{Key: "reckoned", Path: []string{"考评", "测算等次"}, Kind: sheet.Center}, Value: func(s supervision.SupervisorYear) any { return s.Reckoned }},
	{Column: sheet.Column{Key: "grade", Path: []string{"考评", "等次"}, Kind: sheet.Center}, Value: func(s supervision.SupervisorYear) any { return s.Grade }},
}

// groupReviews is the sheet of the yearly rating of the groups, reckoned from the records by the office's criteria.
func (y *Year) groupReviews() sheet.Table {
	text := func(key, title string, width float64, value func(r supervision.GroupReview) any) sheet.Field[supervision.GroupReview] {
		return sheet.Field[supervision.GroupReview]{Column: sheet.Column{Key: key, Path: []string{title}, Width: width}, Value: value}
	}
	center := func(key, title string, value func(r supervision.GroupReview) any) sheet.Field[supervision.GroupReview] {
		return sheet.Field[supervision.GroupReview]{Column: sheet.Column{Key: key, Path: []string{title}, Kind: sheet.Center}, Value: value}
	}
	number := center("number", "组号", func(r supervision.GroupReview) any { return r.Number })
	number.Column.Total = sheet.Count
	fields := []sheet.Field[supervision.GroupReview]{
		number,
		text("name", "小组", 16, func(r supervision.GroupReview) any { return r.Name }),
		{Column: sheet.Column{Key: "report_on", Path: []string{"年度报告"}, Kind: sheet.Date}, Value: func(r supervision.GroupReview) any { return r.ReportOn }},
		center("unit", "单位评价", func(r supervision.GroupReview) any { return r.Unit }),
		{Column: sheet.Column{Key: "points", Path: []string{"得分"}, Kind: sheet.Int}, Value: func(r supervision.GroupReview) any { return r.Points }},
		center("reckoned", "测算等次", func(r supervision.GroupReview) any { return r.Reckoned }),
		center("grade", "考评等次", func(r supervision.GroupReview) any { return r.Grade }),
		text("why", "理由", 24, func(r supervision.GroupReview) any { return r.Why }),
	}
	t := y.table("监督小组考评表", "分")
	t.Columns, t.Rows, t.Portrait = sheet.Columns(fields), sheet.Rows(fields, y.Reviews), true
	sheet.Identify(&t, roster.Groups.Name, y.Reviews, func(r supervision.GroupReview) int64 { return r.ID })
	t.Notes = []string{"得分按「设置」的考评标准由记录算出，" + y.Settings["group.excellent"] + " 分以上优秀，" + y.Settings["group.competent"] + " 分以上称职；写了理由的是另行评定的等次。"}
	return t
}
