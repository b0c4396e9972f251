package export

import (
	"cppccdesk/data/roster"
	"cppccdesk/export/sheet"
)

var supervisorsReport = Report{Code: "01", Name: "民主监督员名册", Build: func(y *Year) []sheet.Table {
	text := func(key, title string, kind sheet.Kind, value func(roster.YearSupervisor) any) sheet.Field[roster.YearSupervisor] {
		return sheet.Field[roster.YearSupervisor]{Column: sheet.Column{Key: key, Path: []string{title}, Kind: kind}, Value: value}
	}
	name := text("name", "姓名", sheet.Center, func(s roster.YearSupervisor) any { return s.Name })
	name.Total = sheet.Count
	fields := []sheet.Field[roster.YearSupervisor]{
		{Column: sheet.Column{Path: []string{"序号"}, Kind: sheet.Serial}},
		text("number", "编号", sheet.Code, func(s roster.YearSupervisor) any { return s.Number }),
		name,
		text("gender", "性别", sheet.Center, func(s roster.YearSupervisor) any { return s.Gender }),
		text("birth", "出生年月", sheet.Center, func(s roster.YearSupervisor) any { return s.BirthOn[:min(len(s.BirthOn), 7)] }),
		text("political", "政治面貌", sheet.Center, func(s roster.YearSupervisor) any { return s.Political }),
		text("workplace", "工作单位", sheet.Text, func(s roster.YearSupervisor) any { return s.Workplace }),
		text("job", "职务", sheet.Text, func(s roster.YearSupervisor) any { return s.Job }),
		text("recommended", "推荐单位", sheet.Text, func(s roster.YearSupervisor) any { return s.RecommendedBy }),
		text("group", "组号", sheet.Center, func(s roster.YearSupervisor) any { return orBlank(s.Group) }),
		text("role", "组内职务", sheet.Center, func(s roster.YearSupervisor) any { return s.Role }),
		text("units", "派驻单位", sheet.Text, func(s roster.YearSupervisor) any { return s.Units }),
	}
	t := y.table("民主监督员名册", "人")
	t.People, t.Columns, t.Rows = "name", sheet.Columns(fields), sheet.Rows(fields, y.Supervisors)
	sheet.Identify(&t, roster.Supervisors.Name, y.Supervisors, func(s roster.YearSupervisor) int64 { return s.ID })
	t.Notes = []string{"收录本年度在监督小组中的监督员，以及聘期涵盖本年度的监督员；一人在多个小组的列其组号最小的小组，只计一人。"}
	return []sheet.Table{t}
}}
