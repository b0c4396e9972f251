package export

import (
	"cmp"
	"slices"

	"cppccdesk/data/activity"
	"cppccdesk/data/roster"
	"cppccdesk/export/sheet"
)

// attended is a line of the report of attendance: somebody, or all of a body or a kind.
type attended struct {
	name   string
	sector string // of somebody
	id     int64  // of a member, 0 for anybody else
	people int
	activity.Tally
}

// attendanceReport sums up by half-days who came to the activities of the year: by person, sector, committee and kind of activity.
var attendanceReport = Report{Code: "23", Name: "出席情况统计表", Reads: activity.Attendances, Build: func(y *Year) []sheet.Table {
	people := y.attendedPeople()
	tables := []sheet.Table{
		y.attendanceTable("出席情况统计表", []sheet.Field[*attended]{
			attendedText("name", "姓名", 10, func(a *attended) any { return a.name }),
			attendedText("sector", "界别", 12, func(a *attended) any { return a.sector }),
		}, people),
		y.attendanceTable("按界别出席情况", bodyColumns("界别"), y.attendedBy(func(p *activity.Person) []string { return []string{p.Sector} }, "未列入界别")),
		y.attendanceTable("按专委会出席情况", bodyColumns("专委会"), y.attendedBy(func(p *activity.Person) []string { return p.Committees }, "不在专委会")),
		y.attendanceTable("按活动类别出席情况", bodyColumns("活动类别"), y.attendedKinds()),
	}
	rule := y.Attendance.Rule.String() + "，按必到活动的半天数；请假只计批准的，没有批的和没有登记的列在「未登」（未登记）。自愿活动的到会按半天，发言按次。"
	if left := activity.Unmarked(y.Attendance.All().Half.Unmarked, "个半天"); left != "" {
		rule += left + "。"
	}
	tables[0].Notes = []string{rule, "只列登记了出席的活动中应到的人和参加了自愿活动的人。自愿参加的活动不计入出席率。几天的活动从最后一天（完成日期）起计。"}
	tables[1].Notes = []string{rule, "界别按活动当日那一届名册现在写的（名册不记界别从哪天起）；不是委员的民主监督员列在未列入界别。"}
	tables[2].Notes = []string{rule, "专委会按活动当日；一人在几个专委会的各计一次，所以不设合计。"}
	tables[3].Notes = []string{rule, "人数为应到或自愿参加过这类活动的人，一人参加几类的各计一次，所以不合计。"}
	for i := range tables[2].Columns {
		tables[2].Columns[i].Total = sheet.NoTotal
	}
	tables[0].People, tables[0].FreezeColumns = "name", 2
	sheet.Identify(&tables[0], roster.Members.Name, people, func(a *attended) int64 { return a.id })
	return tables
}}

func attendedText(key, title string, width float64, value func(a *attended) any) sheet.Field[*attended] {
	c := sheet.Column{Key: key, Path: []string{title}, Width: width}
	if key == "name" {
		c.Total = sheet.Count
	}
	return sheet.Field[*attended]{Column: c, Value: value}
}

// bodyColumns are the columns in front of those of a body or a kind: what it is called and how many people it counts.
func bodyColumns(title string) []sheet.Field[*attended] {
	return []sheet.Field[*attended]{
		{Column: sheet.Column{Key: "name", Path: []string{title}, Width: 18}, Value: func(a *attended) any { return a.name }},
		{Column: sheet.Column{Key: "people", Path: []string{"人数"}, Kind: sheet.Int}, Value: func(a *attended) any { return a.people }},
	}
}

// attendanceTable is a sheet of the report: the lines with the columns lead and their sums.
func (y *Year) attendanceTable(name string, lead []sheet.Field[*attended], lines []*attended) sheet.Table {
	number := func(key string, of func(t activity.Tally) int, path ...string) sheet.Field[*attended] {
		return sheet.Field[*attended]{Column: sheet.Column{Key: key, Path: path, Width: 5.5, Kind: sheet.Int, Total: sheet.Sum}, Value: func(a *attended) any { return of(a.Tally) }}
	}
	fields := append([]sheet.Field[*attended]{{Column: sheet.Column{Path: []string{"序号"}, Kind: sheet.Serial}}}, lead...)
	fields = append(fields,
		number("due", func(t activity.Tally) int { return t.Half.Due }, "必到活动（半天）", "应到"),
		number("came", func(t activity.Tally) int { return t.Half.Came }, "必到活动（半天）", "到会"),
		number("excused", func(t activity.Tally) int { return t.Half.Excused }, "必到活动（半天）", "请假"),
		number("absent", func(t activity.Tally) int { return t.Half.Absent }, "必到活动（半天）", "缺席"),
		number("unmarked", func(t activity.Tally) int { return t.Half.Unmarked }, "必到活动（半天）", "未登"),
		sheet.Field[*attended]{Column: sheet.Column{Key: "rate", Path: []string{"必到活动（半天）", "出席率"}, Kind: sheet.Percent, Calc: sheet.Ratio([]string{"came"}, y.attendanceBase()), Total: sheet.Recalc}},
		number("free", func(t activity.Tally) int { return t.Free.Came }, "自愿", "到会"),
		number("oral", func(t activity.Tally) int { return t.Oral }, "发言", "口头"),
		number("written", func(t activity.Tally) int { return t.Written }, "发言", "书面"),
	)
	t := y.table(name, "半天、%")
	t.Columns, t.Rows, t.Portrait = sheet.Columns(fields), sheet.Rows(fields, lines), true
	return t
}

// counts reports whether a tally says anything.
func (a *attended) counts() bool { return a.Tally != activity.Tally{} }

// attendedPeople are those expected at a registered activity, in the order of the year.
func (y *Year) attendedPeople() (lines []*attended) {
	for i := range y.Attendance.People {
		p := &y.Attendance.People[i]
		a := &attended{name: p.Title, id: p.Member, people: 1, Tally: p.Tally}
		for at, t := range y.Attendance.Tallies(i) {
			if t != (activity.Tally{}) {
				a.sector = y.Attendance.Then(i, at).SectorTitle()
			}
		}
		if a.counts() {
			lines = append(lines, a)
		}
	}
	return lines
}

// attendedBy sums the people up by what they were part of on the days of the activities, in the order of the year; other is what those are called who were
// part of nothing.
func (y *Year) attendedBy(of func(p *activity.Person) []string, other string) (lines []*attended) {
	byName := map[string]*attended{}
	for i := range y.Attendance.People {
		seen := map[string]bool{}
		for at, t := range y.Attendance.Tallies(i) {
			if t == (activity.Tally{}) {
				continue
			}
			names := slices.DeleteFunc(slices.Clone(of(y.Attendance.Then(i, at))), func(name string) bool { return name == "" })
			if len(names) == 0 {
				names = []string{other}
			}
			for _, name := range names {
				if byName[name] == nil {
					byName[name] = &attended{name: name}
					lines = append(lines, byName[name])
				}
				if byName[name].Add(t); !seen[name] {
					seen[name] = true
					byName[name].people++
				}
			}
		}
	}
	if rest := slices.Index(lines, byName[other]); rest >= 0 && byName[other] != nil {
		lines = append(slices.Delete(lines, rest, rest+1), byName[other])
	}
	return lines
}

// attendedKinds sums the activities up by their kinds.
func (y *Year) attendedKinds() (lines []*attended) {
	byKind := map[string]*attended{}
	for i := range y.Attendance.People {
		seen := map[string]bool{}
		for at, t := range y.Attendance.Tallies(i) {
			kind := y.Attendance.Activities[at].Kind
			if t == (activity.Tally{}) {
				continue
			}
			if byKind[kind] == nil {
				byKind[kind] = &attended{name: kind}
				lines = append(lines, byKind[kind])
			}
			if byKind[kind].Add(t); !seen[kind] && (t.Half.Due > 0 || t.Free.Came > 0) {
				byKind[kind].people++
				seen[kind] = true
			}
		}
	}
	slices.SortFunc(lines, func(a, b *attended) int { return cmp.Compare(a.name, b.name) })
	return lines
}

// attendanceChecks compare what the rows of reports 11 and 23 say of attendance with the figures and with each other.
func (y *Year) attendanceChecks() []check {
	all := y.Attendance.All()
	half := func(value int, what string) statement {
		return statement{"出席登记 " + what + "半天数", int64(value)}
	}
	rate := y.figure("attendance_rate")
	list := []check{
		{"活动应到人次", y.total("11", 0, "due"), y.ofFigure("attendance.due")},
		{"活动到会人次", y.total("11", 0, "came"), statement{"指标 " + rate.Name + "的分子", rate.Num}},
		{"活动请假人次", y.total("11", 0, "excused"), y.ofFigure("attendance.excused")},
		{"活动缺席人次", y.total("11", 0, "absent"), y.ofFigure("attendance.absent")},
		{"活动未登记人次", y.total("11", 0, "unmarked"), y.ofFigure("attendance.unmarked")},
		{"到会半天数", y.total("23", 0, "came"), half(all.Half.Came, "到会")},
		{"应到半天数", y.total("23", 0, "due"), half(all.Half.Came+all.Half.Excused+all.Half.Absent+all.Half.Unmarked, "到会、请假、缺席、未登记")},
	}
	for _, by := range []struct {
		name  string
		sheet int
	}{{"界别", 1}, {"活动类别", 3}} {
		list = append(list,
			check{"应到半天数按" + by.name, y.total("23", by.sheet, "due"), y.total("23", 0, "due")},
			check{"到会半天数按" + by.name, y.total("23", by.sheet, "came"), y.total("23", 0, "came")})
	}
	return list
}
