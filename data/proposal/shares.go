package proposal

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"github.com/uptrace/bun"

	"cppccdesk/data/measure"
	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/zh"
)

// Division parts proposals by what each of them has: its state, its category, its units, a month.
type Division struct {
	Key, Title string
	Rule       string // what is counted, in words

	counts  func(l *docket.Line) bool     // which are counted
	of      func(l *docket.Line) []string // under what; several units answer one proposal
	column  *column                       // in place of of: what the first proposer belongs to
	missing string                        // what is called that has no label; "": Unknown
	order   []string                      // of what is not put in order by how many there are; nil: by how many
}

// Divisions are the ways in which a year's proposals are parted. Of those by category the counts are those of the figures filed.category, and the sum of
// those by state is what was received.
var Divisions = []Division{
	{
		Key: "status", Title: "状态", Rule: "收到的提案，按现在的状态", counts: func(*docket.Line) bool { return true },
		of:    func(l *docket.Line) []string { return []string{l.Status} },
		order: []string{"草稿", "已提交", "审查中", "已立案", "申退中", "办理中", "答复待审", "已答复", "重新办理", "跟踪中", "已办结", "已归档", "已并案", "不立案", "已撤案"},
	},
	{
		Key: "category", Title: "分类", Rule: "立案的提案，按分类", counts: func(l *docket.Line) bool { return l.Filed() },
		of: func(l *docket.Line) []string { return []string{l.Category} },
	},
	{
		Key: "kind", Title: "类型", Rule: "立案的提案，按提案类型", counts: func(l *docket.Line) bool { return l.Filed() },
		of: func(l *docket.Line) []string { return []string{l.Kind} },
	},
	{
		Key: "unit", Title: "承办单位", Rule: "立案并交办的提案，按主办（分办）单位；几个单位分办的各计一件",
		counts: func(l *docket.Line) bool { return l.Filed() && l.ToAnswer > 0 },
		of:     func(l *docket.Line) []string { return zh.SplitNames(l.LeadUnits) },
	},
	{Key: "sector", Title: "界别", Rule: "立案的提案，按第一提案人的界别", counts: func(l *docket.Line) bool { return l.Filed() }, column: sectors, missing: "未归入界别"},
	{Key: "party", Title: "党派", Rule: "立案的提案，按第一提案人的党派", counts: func(l *docket.Line) bool { return l.Filed() }, column: partiesOf, missing: "未归入党派"},
	{
		Key: "committee", Title: "专委会", Rule: "立案的提案，按第一提案人收件当日所在的专委会；在两个专委会的各计一件，专委会提案按提案的专委会",
		counts: func(l *docket.Line) bool { return l.Filed() }, column: committees, missing: "不属于专委会",
	},
	{
		Key: "group", Title: "活动组", Rule: "立案的提案，按第一提案人收件当日所在的活动组；在两个活动组的各计一件，小组提案按提案的活动组",
		counts: func(l *docket.Line) bool { return l.Filed() }, column: groups, missing: "不属于活动组",
	},
	{
		Key: "session", Title: "会议", Rule: "立案的提案，按第几次会议", counts: func(l *docket.Line) bool { return l.Filed() },
		of: func(l *docket.Line) []string { return []string{l.TermName + l.SessionName} },
	},
	{
		Key: "filed", Title: "立案月份", Rule: "立案的提案，按审查日期的月份", counts: func(l *docket.Line) bool { return l.Filed() },
		of: func(l *docket.Line) []string { return []string{monthOf(l.ReviewedOn)} }, order: months,
	},
	{
		Key: "answered", Title: "答复月份", Rule: "首轮已答复的提案，按第一轮最后一个答复日期的月份", counts: func(l *docket.Line) bool { return l.AnsweredAll() },
		of: func(l *docket.Line) []string { return []string{monthOf(l.LastReplyOn)} }, order: months,
	},
}

// labels are what a proposal is counted under.
func (d *Division) labels(l *docket.Line, b *belongings) []string {
	if d.column == nil {
		return d.of(l)
	}
	if labels := d.column.several(l, b.first(l)); len(labels) > 0 {
		return labels
	}
	return []string{""}
}

// months are the months of a year in words.
var months = func() []string {
	names := make([]string, 12)
	for i := range names {
		names[i] = strconv.Itoa(i+1) + "月"
	}
	return names
}()

// monthOf is the month of a day in words, "" for no day.
func monthOf(on string) string {
	if len(on) < len("2026-03") {
		return ""
	}
	m, err := strconv.Atoi(on[5:7])
	if err != nil || m < 1 || m > 12 {
		return ""
	}
	return months[m-1]
}

// Unknown is what stands for a part that has no name.
const Unknown = "（未填写）"

// Share is a part of a year's proposals, as the set of them.
type Share struct {
	Label string
	Set   measure.Set
}

// YearShares are the parts of a year's proposals as of a day.
type YearShares struct {
	Year   int
	Day    string
	Shares []Share
}

// Of is the part with the label, an empty one where the year has none.
func (y *YearShares) Of(label string) Share {
	for _, s := range y.Shares {
		if s.Label == label {
			return s
		}
	}
	return Share{Label: label, Set: measure.Set{Kind: Proposals.Name}}
}

// SharesOf parts the proposals of a year as of the day (YYYY-MM-DD), in the order of the division. What has no name is Unknown and last.
func SharesOf(ctx context.Context, db bun.IDB, by *Division, year int, day string) (YearShares, error) {
	lines, err := Find(ctx, db, Filter{Year: year}, day)
	if err != nil {
		return YearShares{}, err
	}
	belong := &belongings{}
	if by.column != nil {
		if belong, err = readBelongings(ctx, db, year); err != nil {
			return YearShares{}, err
		}
	}
	sets := map[string][]int64{}
	var labels []string
	for i := range lines {
		l := &lines[i]
		if !l.Received(day) || !by.counts(l) {
			continue
		}
		for _, label := range by.labels(l, belong) {
			label = cmp.Or(label, by.missing, Unknown)
			if sets[label] == nil {
				labels = append(labels, label)
			}
			sets[label] = append(sets[label], l.ID)
		}
	}
	place := func(label string) int {
		switch i := slices.Index(by.order, label); {
		case label == cmp.Or(by.missing, Unknown):
			return len(by.order) + 1
		case i < 0:
			return len(by.order)
		default:
			return i
		}
	}
	slices.SortStableFunc(labels, func(a, b string) int {
		return cmp.Or(cmp.Compare(place(a), place(b)), cmp.Compare(len(sets[b]), len(sets[a])), cmp.Compare(a, b))
	})
	y := YearShares{Year: year, Day: day}
	for _, label := range labels {
		y.Shares = append(y.Shares, Share{label, measure.Set{Kind: Proposals.Name, IDs: sets[label]}})
	}
	return y, nil
}
