package export

import (
	"cmp"
	"slices"

	"cppccdesk/data/fold"
	"cppccdesk/data/measure"
	"cppccdesk/data/proposal"
	"cppccdesk/export/sheet"
)

// author is a member or a body with what it wrote as first proposer.
type author struct {
	member                    int64
	name                      string
	proposals, opinions, back measure.Set
}

// authors are those of the year, members first, each by name.
func (y *Year) authors() (members, bodies []author) {
	type key struct {
		member int64
		name   string
	}
	all, order := map[key]*author{}, []key(nil)
	opinion, back := y.figure("transferred").Counted.Has(), y.figure("refused").Counted.Has()
	for i := range y.Proposals {
		l := &y.Proposals[i]
		k := key{member: l.Movers.First()}
		if k.member == 0 {
			k.name = l.Proposer
		}
		a := all[k]
		if a == nil {
			a = &author{member: k.member, name: l.Proposer}
			all[k] = a
			order = append(order, k)
		}
		var set *measure.Set
		switch {
		case l.Filed() || l.Conclusion == "并案":
			set = &a.proposals
		case opinion(l.ID):
			set = &a.opinions
		case back(l.ID):
			set = &a.back
		default:
			continue
		}
		set.Kind, set.IDs = proposal.Proposals.Name, append(set.IDs, l.ID)
	}
	for _, k := range order {
		a := *all[k]
		switch {
		case len(a.proposals.IDs)+len(a.opinions.IDs)+len(a.back.IDs) == 0:
		case k.member != 0:
			members = append(members, a)
		default:
			bodies = append(bodies, a)
		}
	}
	for _, of := range [][]author{members, bodies} {
		slices.SortStableFunc(of, func(a, b author) int { return compareNames(a.name, b.name) })
	}
	return members, bodies
}

// compareNames puts names in the order of their sound.
func compareNames(a, b string) int {
	return cmp.Or(cmp.Compare(fold.SortKey(a), fold.SortKey(b)), cmp.Compare(a, b))
}

// authorsReport is what each member and body wrote: 委员（集体）撰写情况.
var authorsReport = Report{Code: "29", Name: "委员（集体）撰写情况表", Asked: true, Build: func(y *Year) []sheet.Table {
	n := y.numbered()
	count := func(key, title string, of func(author) measure.Set) sheet.Field[author] {
		return sheet.Field[author]{
			Column: sheet.Column{Key: key, Path: []string{title}, Kind: sheet.Int, Total: sheet.Sum},
			Value:  func(a author) any { return sheet.Counted{Value: of(a).Len(), Set: of(a)} },
		}
	}
	proposals, opinions := func(a author) measure.Set { return a.proposals }, func(a author) measure.Set { return a.opinions }
	fields := []sheet.Field[author]{
		{Column: sheet.Column{Path: []string{"序号"}, Kind: sheet.Serial}},
		{Column: sheet.Column{Key: "name", Path: []string{"名称"}, Width: 20}, Value: func(a author) any { return a.name }},
		{Column: sheet.Column{Key: "numbers", Path: []string{"提案号"}, Width: 22}, Value: func(a author) any { return n.all(y, a.proposals) }},
		count("proposals", "提案数", proposals),
		{Column: sheet.Column{Key: "serials", Path: []string{"意见号"}, Width: 14}, Value: func(a author) any { return n.all(y, a.opinions) }},
		count("opinions", "意见数", opinions),
		count("back", "不立案退回件数", func(a author) measure.Set { return a.back }),
	}
	members, bodies := y.authors()
	t := y.table("委员（集体）撰写情况表", "件")
	t.People, t.CenterNumbers = "name", true
	t.Portrait, t.Columns, t.Subtotals, t.FreezeColumns = true, sheet.Columns(fields), true, 2
	id := func(author) int64 { return 0 }
	t.Rows = append(groupRows("委员", fields, members, id), groupRows("集体", fields, bodies, id)...)
	t.Notes = []string{
		"按第一提案人，联名和附议的不另计；提案数是立案的和并入别件的，「302[主并]」是有提案并入的主案，「303[并]」是并入主案的提案。",
		"意见是不立案而转意见和建议、转社情民意信息、作委员来信的，没有案号的写流水号；还没有审查结论的不列。",
	}
	return []sheet.Table{t}
}}
