package export

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/plan"
	"cppccdesk/data/proposal"
	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/scoring"
	"cppccdesk/export/sheet"
)

// laidReport is a report as its workbook holds it.
type laidReport struct {
	report Report
	book   sheet.Book   // as it is printed
	result sheet.Result // what its cells hold
	built  sheet.Book   // as the report declares it: the columns that checks read are there, whatever the office prints
	sums   sheet.Result
}

// lay builds the reports and works out what their cells hold.
func (y *Year) lay(reports []Report) error {
	for _, r := range reports {
		book := sheet.Book{Title: strconv.Itoa(y.Year) + "年" + r.Name, Creator: y.Settings["office.name"], Date: y.Date, Tables: r.Build(y)}
		for i := range book.Tables {
			book.Tables[i].OrderPeople(y.nameOrder(r, i+1))
			if note := y.aheadNote(); note != "" {
				book.Tables[i].Notes = append(book.Tables[i].Notes, note)
			}
			y.dressTable(&book.Tables[i])
		}
		laid := laidReport{report: r, book: book, built: book}
		laid.book.Tables = y.arranged(r, book.Tables)
		var err error
		if laid.result, err = sheet.Preview(laid.book); err != nil {
			return err
		}
		if laid.sums = laid.result; y.ownForm(r) {
			if laid.sums, err = sheet.Preview(laid.built); err != nil {
				return err
			}
		}
		y.laid = append(y.laid, laid)
	}
	return nil
}

// statement is a number and where it stands.
type statement struct {
	place string
	value int64
}

// report is the code of the report that the place is in, "" for a figure.
func (s statement) report() string {
	code := s.place[:min(2, len(s.place))]
	if _, err := strconv.Atoi(code); err != nil {
		return ""
	}
	return code
}

// check is a pair of numbers of the pack that must be equal.
type check struct {
	name string
	a, b statement
}

// Disagreement is a check that failed, in words: where the two numbers are and what they are, or which record it is and how many are like it.
type Disagreement struct{ Name, Left, Right string }

// Sentence says what disagrees.
func (d Disagreement) Sentence() string { return d.Name + "：" + d.Left + "；" + d.Right + "。" }

// Checked is how many checks of a report agree and those that do not: of its numbers, and of the records its rows are of. What is wrong with records is said
// at the report that is their home, so that one mistake is not said of all. Those of code 00 are all.
func (y *Year) Checked(code string) (agreed int, failed []Disagreement) {
	kinds := y.kindsOf(code)
	for _, r := range y.Rulings {
		switch {
		case code != indexCode && !kinds[r.Kind.Name]:
		case len(r.Broken) == 0:
			agreed++
		case code == indexCode || code == y.homeOf(r.Kind.Name):
			failed = append(failed, Disagreement{r.Rule, r.Broken[0].Words, countedWords(r)})
		}
	}
	for _, c := range y.pairs {
		switch {
		case code != indexCode && c.a.report() != code && c.b.report() != code:
		case c.a.value == c.b.value:
			agreed++
		default:
			failed = append(failed, Disagreement{c.name, c.a.place + " " + wholeNumber(c.a.value), c.b.place + " " + wholeNumber(c.b.value)})
		}
	}
	return agreed, failed
}

// kindsOf are the kinds of records that the rows of a report are of.
func (y *Year) kindsOf(code string) map[string]bool {
	kinds := map[string]bool{}
	for _, laid := range y.laid {
		if laid.report.Code != code {
			continue
		}
		for i := range laid.built.Tables {
			kinds[laid.built.Tables[i].Of] = true
		}
	}
	return kinds
}

// homeOf is the first report of the pack whose rows are records of the kind, else the first there is; "" where none has such.
func (y *Year) homeOf(kind string) string {
	other := ""
	for _, laid := range y.laid {
		switch code := laid.report.Code; {
		case !y.kindsOf(code)[kind]:
		case !laid.report.Asked:
			return code
		case other == "":
			other = code
		}
	}
	return other
}

// countedWords is how many records a ruling is about and how many of them break its rule.
func countedWords(r record.Ruling) string {
	return r.Kind.Title + "核查 " + wholeNumber(r.Looked) + " 条，不符 " + strconv.Itoa(len(r.Broken)) + " 条"
}

// total reads the total of a column as the workbook holds it. The total of a table without rows is 0.
func (y *Year) total(code string, index int, key string) statement {
	return y.cell(code, index, key, sheet.Written.Total)
}

// remains reads what the total of a column comes to by proposal, see rebase.
func (y *Year) remains(code, key string) statement {
	s := y.cell(code, 0, key, sheet.Written.Remains)
	s.place += " " + wholeLabel
	return s
}

// cell reads a number under the rows of a table.
func (y *Year) cell(code string, index int, key string, find func(sheet.Written, string) (sheet.Figure, bool)) statement {
	s := statement{place: code}
	for _, laid := range y.laid {
		if laid.report.Code != code || index >= len(laid.sums.Sheets) {
			continue
		}
		s.place = code + laid.result.Sheets[index].Name
		if f, ok := find(laid.sums.Sheets[index], key); ok {
			title, cell := f.Title, "未印"
			if printed, ok := find(laid.result.Sheets[index], key); ok {
				title, cell = printed.Title, printed.Cell
			}
			s.place += " " + lastLevel(title) + "（" + cell + "）"
			s.value = int64(f.Value)
		}
	}
	return s
}

// ofFigure is a figure as the first sheet of report 05 shows it.
func (y *Year) ofFigure(code string) statement {
	f := y.figure(code)
	return statement{"统计指标 " + f.Name, f.Num}
}

// planned is what report 03 counts for a kind of plan item; false when the plan has none.
func (y *Year) planned(kind plan.Kind, measure string) (statement, bool) {
	for _, p := range y.Plan {
		for _, t := range p.Targets {
			if p.Item.Kind == kind && t.Measure == measure {
				return statement{"03完成数 " + p.Item.Title, t.Done}, true
			}
		}
	}
	return statement{}, false
}

// countProposals counts the proposals that meet a condition.
func (y *Year) countProposals(meets func(p *docket.Line) bool) int64 {
	var n int64
	for i := range y.Proposals {
		if meets(&y.Proposals[i]) {
			n++
		}
	}
	return n
}

// inGroups are the people of report 01 who meet a condition: it lists also those who are in no group.
func (y *Year) inGroups(meets func(s roster.YearSupervisor) bool, what string) statement {
	s := statement{place: "01民主监督员名册 " + what + "的人"}
	for _, person := range y.Supervisors {
		if meets(person) {
			s.value++
		}
	}
	return s
}

// tracked are the proposals of report 07 with every node of the dictionary done.
func (y *Year) tracked() statement {
	return statement{"07各节点全部完成的提案", y.countProposals(func(p *docket.Line) bool { return p.TrackedThrough(y.Nodes) })}
}

// trackedCheck compares the proposals of report 07 with those that the figure counts: one with its nodes laid down later is none yet.
func (y *Year) trackedCheck() check {
	counted := y.figure("tracked").Counted.IDs
	listed := func(p *docket.Line) bool { return p.FiledAsKey() && len(p.Nodes) > 0 }
	return check{
		"全程跟踪提案",
		statement{"07列出的提案", y.countProposals(listed)},
		statement{"其中统计指标 全程跟踪 计入的", y.countProposals(func(p *docket.Line) bool { return listed(p) && slices.Contains(counted, p.ID) })},
	}
}

// evaluated are the proposals of report 08 with a sheet that counts.
func (y *Year) evaluated() statement {
	proposals := map[int64]bool{} // one of two evaluations is one for the plan
	handedIn := func(s evaluation.ScoreSheet) bool {
		return !slices.Contains([]scoring.Standing{scoring.Missing, scoring.Void, scoring.LeftOut, scoring.Excused}, s.Standing)
	}
	for _, e := range y.Evaluations {
		for _, t := range e.Targets {
			if e.Planned && t.ProposalID != 0 && slices.ContainsFunc(t.Sheets, handedIn) {
				proposals[t.ProposalID] = true
			}
		}
	}
	return statement{"08有有效评分表的提案", int64(len(proposals))}
}

// checks are all pairs that must agree: among the workbooks, with the plan, and within the figures.
func (y *Year) checks() []check {
	list := []check{
		{"收到提案件数", y.total("04", 0, "title"), y.ofFigure("received")},
		{"收到提案件数", statement{"提案记录 收到日期不晚于填报日期的", y.received}, y.ofFigure("received")},
		{"立案件数", statement{"04提案登记台账 结论为立案的行", y.countProposals(func(p *docket.Line) bool { return p.Conclusion == "立案" })}, y.ofFigure("filed")},
	}
	for i, name := range []string{"分类", "领域", "来源", "时间属性", "界别", "党派"} {
		list = append(list,
			check{"收到件数按" + name, y.total("05", i+1, "received"), y.ofFigure("received")},
			check{"立案件数按" + name, y.total("05", i+1, "filed"), y.ofFigure("filed")})
	}
	list = append(list, check{"主办件次", y.total("06", 0, "lead"), y.ofFigure("assignments")})
	list = slices.Concat(list, y.handlingChecks(), y.layoutChecks(), y.supervisionChecks(), y.rebaseChecks(), y.workChecks(), y.attendanceChecks(), y.dutyChecks(), y.voteChecks())
	if y.closing != nil {
		list = append(list, *y.closing)
	}
	for i, e := range y.evaluations() {
		name, column := "评议件数", "title"
		if ofUnits(&e) {
			name, column = "评议单位数", "unit"
		}
		list = append(list,
			check{"评议计入评分表", y.total("08", i, "counted"), y.total("09", i, "counted")},
			check{name, y.total("08", i, column), statement{"评议记录 " + e.Name, int64(len(e.Targets))}})
	}
	if y.Settings["group.one_person_many"] != "是" { // else 02 counts one person in each of his groups
		list = append(list, check{"编组监督员人数", y.inGroups(func(s roster.YearSupervisor) bool { return s.Group > 0 }, "有组号"), y.total("02", 0, "size")})
	}
	return append(append(list, y.planChecks()...), y.identityChecks()...)
}

// handlingChecks compare the lists of proposals by what was done about them with the figures, and those of the units' work with each other.
func (y *Year) handlingChecks() []check {
	var firstLate, late int64
	overdue, very, before, reworked, low := map[int64]bool{}, map[int64]bool{}, map[int64]bool{}, map[int64]bool{}, map[int64]bool{}
	for _, o := range y.Overdue {
		overdue[o.ID] = true
		if o.Work.Round == 1 {
			firstLate++
		}
	}
	severe, _ := y.overdueParts()
	for _, o := range severe {
		very[o.ID] = true
	}
	for _, o := range y.OverdueBefore {
		before[o.ID] = true
	}
	for _, o := range y.RepliedLate {
		if o.Work.Round == 1 && o.Work.DueOn < y.day() {
			late++
		}
	}
	for _, c := range proposal.Complaints(y.Handled) {
		if len(c.Rework) > 0 {
			reworked[c.ID] = true
		}
		if c.Why == proposal.LowScored {
			low[c.ID] = true
		}
	}
	return []check{
		{"逾期未答复提案", statement{"16到期没有答复的提案", int64(len(overdue))}, y.ofFigure("overdue")},
		{"严重逾期未答复提案", statement{"16严重逾期的提案", int64(len(very))}, y.ofFigure("overdue.very")},
		{"以前年度逾期未答复提案", statement{"16以前年度到期没有答复的提案", int64(len(before))}, y.ofFigure("overdue.before")},
		{"逾期未答复件次", statement{"16第一轮到期没有答复", firstLate}, y.total("18", 0, "overdue")},
		{"逾期答复件次", statement{"16第一轮晚于期限答复", late}, y.total("18", 0, "late")},
		{"主办件次", y.total("18", 0, "lead"), y.total("06", 0, "lead")},
		{"重新办理提案", statement{"17有重新办理的提案", int64(len(reworked))}, y.ofFigure("reworked")},
		{"评议低分重新办理提案", statement{"17原因为评议低分的提案", int64(len(low))}, y.ofFigure("reworked.low")},
		{"承诺事项", y.total("19", 0, "text"), y.ofFigure("promises")},
		{"承诺已落实", y.total("19", 0, "kept"), y.ofFigure("promises.kept")},
		{"重点提案", y.total("21", 0, "title"), y.ofFigure("key")},
		y.trackedCheck(),
		{"全程跟踪节点", y.total("21", 0, "nodes"), y.total("07", 0, "node")},
		{"全程跟踪已完成节点", y.total("21", 0, "done"), y.total("07", 0, "done")},
	}
}

// readClosing reads what last year ended with, where it is here, to be compared with what this year began with.
func (y *Year) readClosing(ctx context.Context, db bun.IDB) error {
	owed, of, known, err := proposal.Closing(ctx, db, y.Year, y.figure("carried_over").Counted.IDs)
	if err == nil && known {
		last := strconv.Itoa(y.Year - 1)
		y.closing = &check{"上年结转提案", statement{"统计指标 上年结转中 " + last + " 年的", of}, statement{last + " 年底没有答复的提案，按记录重数", owed}}
	}
	return err
}

func (y *Year) planChecks() []check {
	var list []check
	for _, c := range []struct {
		name    string
		at      statement
		kind    plan.Kind
		measure string
	}{
		{"派驻监督员人数", y.inGroups(func(s roster.YearSupervisor) bool { return s.Units != "" }, "有派驻单位"), plan.Stationing, "人"},
		{"派驻监督小组数", y.total("02", 0, "units"), plan.Stationing, "组"},
		{"全程跟踪完成件数", y.tracked(), plan.Tracking, "件"},
		{"民主评议提案件数", y.evaluated(), plan.Evaluation, "件"},
	} {
		if done, ok := y.planned(c.kind, c.measure); ok {
			list = append(list, check{c.name, c.at, done})
		}
	}
	return list
}

// sumOf names the parts of a sum; of many only the first and the last.
func sumOf(names []string) string {
	if n := len(names); n > 5 {
		return names[0] + " + … + " + names[n-1] + " 等 " + strconv.Itoa(n) + " 项之和"
	}
	return strings.Join(names, " + ")
}

func (y *Year) identityChecks() []check {
	var list []check
	for _, identity := range proposal.Identities(y.Figures) {
		var names []string
		for _, part := range identity.Parts {
			_, name, divided := strings.Cut(part.Name, "·")
			if !divided {
				name = part.Name
			}
			names = append(names, name)
		}
		list = append(list, check{identity.Name, statement{"统计指标", identity.Total}, statement{sumOf(names), identity.Total - identity.Difference()}})
	}
	return list
}
