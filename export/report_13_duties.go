package export

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/activity"
	"cppccdesk/data/measure"
	"cppccdesk/data/proposal"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
	"cppccdesk/export/sheet"
)

// duty is what a member did in the year.
type duty struct {
	roster.Serving

	first, filed, joint measure.Set // proposals he is the first proposer of, those of them that were filed, those he joined in
	tally               activity.Tally
	came                map[string]int // half-days by kind of activity
	serves              bool           // in office on the day
}

// idle reports whether nothing is registered of him.
func (d *duty) idle() bool {
	return d.first.Len()+d.joint.Len() == 0 && d.tally == activity.Tally{}
}

// yearsProposers is SQL for the proposers of the proposals of a year who are members.
const yearsProposers = "FROM proposal p JOIN session s ON s.id = p.session_id JOIN proposal_proposer x ON x.proposal_id = p.id AND x.member_id IS NOT NULL WHERE s.year = ?0 AND p.deleted_at = ''"

// readProposers reads who the members are that proposed in the year, in office or not, and of how many proposals received by the day one is the first proposer.
func (y *Year) readProposers(ctx context.Context, db bun.IDB, day string) (err error) {
	y.Proposers = map[int64]roster.Serving{}
	err = store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var s roster.Serving
		err := scan(&s.Member, &s.ID, &s.Name, &s.Title, &s.Gender, &s.Workplace, &s.Sector)
		y.Proposers[s.Member] = s
		return err
	}, "SELECT m.id, p.id, p.name, "+roster.PersonTitle+`, p.gender, p.workplace, COALESCE(s.name, '') FROM member m JOIN person p ON p.id = m.person_id LEFT JOIN sector s ON s.id = m.sector_id
		WHERE m.id IN (SELECT x.member_id `+yearsProposers+")", y.Year)
	if err != nil {
		return fmt.Errorf("members who proposed in %d: %w", y.Year, err)
	}
	y.led, err = store.LookUp(ctx, db, "SELECT count(*) "+yearsProposers+` AND p.received_on <= ?1
		AND x.id = (SELECT y.id FROM proposal_proposer y WHERE y.proposal_id = p.id ORDER BY y.ordinal LIMIT 1)`, y.Year, day)
	return err
}

// duties are the members in office on the day, those of a 界别 together, then those no longer in office who did something in the year, by name.
func (y *Year) duties() (serving, left []*duty) {
	of := map[int64]*duty{} // by person
	get := func(s roster.Serving) *duty {
		if of[s.ID] == nil {
			of[s.ID] = &duty{Serving: s, came: map[string]int{}}
			left = append(left, of[s.ID])
		}
		return of[s.ID]
	}
	for i := range y.Attendance.People {
		now := &y.Attendance.People[i]
		if now.Member != 0 {
			d := get(now.Serving)
			d.serves, serving = true, append(serving, d)
		}
		for at, t := range y.Attendance.Tallies(i) {
			if then := y.Attendance.Then(i, at); t != (activity.Tally{}) && (now.Member != 0 || then.Member != 0) {
				d := get(then.Serving)
				d.tally.Add(t)
				d.came[y.Attendance.Activities[at].Kind] += t.Half.Came + t.Free.Came
			}
		}
	}
	for i := range y.Proposals {
		l := &y.Proposals[i]
		l.Movers.Each(func(member int64, first, joint bool) {
			d := get(y.Proposers[member])
			if first {
				d.first = with(d.first, l.ID)
			} else if joint {
				d.joint = with(d.joint, l.ID)
			}
			if first && l.Filed() {
				d.filed = with(d.filed, l.ID)
			}
		})
	}
	left = slices.DeleteFunc(left, func(d *duty) bool { return d.serves || d.idle() })
	slices.SortFunc(left, func(a, b *duty) int { return cmp.Or(compareNames(a.Name, b.Name), cmp.Compare(a.ID, b.ID)) })
	return serving, left
}

// with is a set of proposals with one more.
func with(set measure.Set, id int64) measure.Set {
	set.Kind, set.IDs = proposal.Proposals.Name, append(set.IDs, id)
	return set
}

// dutiesReport is what each member did in the year, after the form of 巴彦淖尔 (委员履职情况): what he proposed, what he came to by kinds of activity.
var dutiesReport = Report{Code: "13", Name: "委员履职情况表", Fixed: "栏目随当年登记了出席的活动类别", Build: func(y *Year) []sheet.Table {
	serving, left := y.duties()
	all := append(slices.Clone(serving), left...)
	fields := y.dutyFields(all)
	t := y.table("委员履职情况表", "件、半天、次、%")
	t.People, t.Columns, t.FreezeColumns = "name", sheet.Columns(fields), 3
	t.Rows = sheet.Rows(fields, all)
	sheet.Identify(&t, roster.Members.Name, all, func(d *duty) int64 { return d.Member })
	if len(left) > 0 {
		t.Rows = slices.Insert(slices.Insert(t.Rows, len(serving), sheet.Row{Group: "已不在任"}), 0, sheet.Row{Group: "在任"})
	}
	t.Notes = []string{
		"收录统计到的这一天在任的委员；本年度提过提案、参加过活动，这一天已不在任的列在最后。",
		"提案按收到的件数：领衔是第一提案人，联名是领衔以外的联名提案人，附议的不计；其中立案只计领衔的。社情民意信息在提案审查中转出的不在内。",
		"参加会议、活动按登记的到会，以半天计，包括自愿参加的；应到和" + y.Attendance.Rule.String() + "只计必到的，与《出席情况统计表》一致。",
	}
	return []sheet.Table{t}
}}

func (y *Year) dutyFields(all []*duty) []sheet.Field[*duty] {
	text := func(key, title string, width float64, value func(d *duty) string) sheet.Field[*duty] {
		return sheet.Field[*duty]{Column: sheet.Column{Key: key, Path: []string{title}, Width: width}, Value: func(d *duty) any { return value(d) }}
	}
	number := func(key string, value func(d *duty) any, path ...string) sheet.Field[*duty] {
		return sheet.Field[*duty]{Column: sheet.Column{Key: key, Path: path, Width: 5.5, Kind: sheet.Int, Total: sheet.Sum}, Value: value}
	}
	set := func(key string, of func(d *duty) measure.Set, path ...string) sheet.Field[*duty] {
		return number(key, func(d *duty) any { return sheet.Counted{Value: of(d).Len(), Set: of(d)} }, path...)
	}
	fields := []sheet.Field[*duty]{
		{Column: sheet.Column{Path: []string{"序号"}, Kind: sheet.Serial}},
		text("name", "姓名", 10, func(d *duty) string { return d.Title }),
		text("gender", "性别", 5, func(d *duty) string { return d.Gender }),
		text("sector", "界别", 11, func(d *duty) string { return d.Sector }),
		text("committees", "专委会", 20, func(d *duty) string { return zh.JoinNames(d.Committees) }),
		text("workplace", "工作单位", 20, func(d *duty) string { return d.Workplace }),
		text("posts", "政协职务", 9, func(d *duty) string { return zh.JoinNames(d.Posts) }),
		set("first", func(d *duty) measure.Set { return d.first }, "提案", "领衔"),
		set("filed", func(d *duty) measure.Set { return d.filed }, "提案", "其中立案"),
		set("joint", func(d *duty) measure.Set { return d.joint }, "提案", "联名"),
		number("oral", func(d *duty) any { return d.tally.Oral }, "发言", "口头"),
		number("written", func(d *duty) any { return d.tally.Written }, "发言", "书面"),
	}
	fields[1].Total = sheet.Count
	var meetings, others []string
	for _, d := range all {
		for kind, came := range d.came {
			of := &others
			if strings.HasSuffix(kind, "会") || strings.HasSuffix(kind, "会议") {
				of = &meetings
			}
			if came > 0 && !slices.Contains(*of, kind) {
				*of = append(*of, kind)
			}
		}
	}
	for _, of := range []struct {
		title string
		kinds []string
	}{{"参加会议", meetings}, {"参加活动", others}} {
		slices.SortFunc(of.kinds, compareNames)
		for _, kind := range of.kinds {
			fields = append(fields, number("came."+kind, func(d *duty) any { return d.came[kind] }, of.title, kind))
		}
	}
	return append(fields,
		number("due", func(d *duty) any { return d.tally.Half.Due }, "必到活动", "应到"),
		number("came", func(d *duty) any { return d.tally.Half.Came }, "必到活动", "到会"),
		number("excused", func(d *duty) any { return d.tally.Half.Excused }, "必到活动", "请假"),
		number("unmarked", func(d *duty) any { return d.tally.Half.Unmarked }, "必到活动", "未登"),
		sheet.Field[*duty]{Column: sheet.Column{Key: "rate", Path: []string{"必到活动", "出席率"}, Kind: sheet.Percent, Calc: sheet.Ratio([]string{"came"}, y.attendanceBase()), Total: sheet.Recalc}},
	)
}

// dutyChecks compare what report 13 says of proposals and of attendance with a count from the rows and with report 23.
func (y *Year) dutyChecks() []check {
	var due, came int64
	for i := range y.Attendance.People {
		for at, t := range y.Attendance.Tallies(i) {
			if y.Attendance.People[i].Member == 0 && y.Attendance.Then(i, at).Member == 0 {
				due, came = due+int64(t.Half.Due), came+int64(t.Half.Came)
			}
		}
	}
	less := func(s statement, others int64) statement {
		if others > 0 {
			s.place, s.value = s.place+fmt.Sprintf(" 减去不是委员的 %d", others), s.value-others
		}
		return s
	}
	return []check{
		{"委员领衔的提案", y.total("13", 0, "first"), statement{"提案登记 第一提案人是委员的", y.led}},
		{"委员应到半天数", y.total("13", 0, "due"), less(y.total("23", 0, "due"), due)},
		{"委员到会半天数", y.total("13", 0, "came"), less(y.total("23", 0, "came"), came)},
	}
}
