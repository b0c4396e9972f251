package export

import (
	"slices"

	"cppccdesk/data/measure"
	"cppccdesk/data/proposal"
	"cppccdesk/data/proposal/docket"
	"cppccdesk/export/sheet"
)

// The rows that lead a sheet of 件次 or 条 to what report 05 counts by proposal.
const (
	wholeLabel  = "按件计（同 05 号表）"
	severalStep = "减：一件由几个单位办理，多计的件次"
	notYetStep  = "减：按件还不算在这一栏的"
	onlyStep    = "加：按件算在这一栏，而没有单位计入的"

	wholeNote = "表末「按件计」一行由合计逐项化为 05 号表的件数：一件由几个单位办理的只计一次，各单位都答复了才算已答复。"
)

// base is a column that counts several times in one proposal, and the proposals that it comes to.
type base struct {
	key   string
	times func(p *proposal.Handled) int64
	whole measure.Set
	named string // what 05 calls them
}

// rebase leads from what the columns count of the proposals to the proposals: where one counts several times, where it counts that does not count as a whole, and
// where it counts as a whole only.
func (y *Year) rebase(several, notYet string, bases []base) sheet.Rebase {
	steps := []sheet.Step{
		{Label: several, Less: true, Cells: map[string]sheet.Counted{}},
		{Label: notYet, Less: true, Cells: map[string]sheet.Counted{}},
		{Label: onlyStep, Cells: map[string]sheet.Counted{}},
	}
	sets := map[string]measure.Set{}
	for _, b := range bases {
		in := b.whole.Has()
		var numbers [3]int64
		var counted [3]measure.Set
		for i := range y.Handled {
			p := &y.Handled[i]
			step, n := apart(b.times(p), in(p.ID))
			if n == 0 {
				continue
			}
			numbers[step] += n
			counted[step].Kind, counted[step].IDs = proposal.Proposals.Name, append(counted[step].IDs, p.ID)
		}
		for i := range steps {
			steps[i].Cells[b.key] = sheet.Counted{Value: numbers[i], Set: counted[i]}
		}
		sets[b.key] = b.whole
	}
	return sheet.Rebase{Label: wholeLabel, Steps: steps, Sets: sets}
}

// apart is the step, and how much of it, that leads from how often a proposal counts to whether it does.
func apart(times int64, whole bool) (step int, n int64) {
	switch {
	case whole && times == 0:
		return 2, 1
	case whole:
		return 0, times - 1
	default:
		return 1, times
	}
}

// unitBases are the columns of the sheets of units that 05 counts by proposal, by their keys.
func (y *Year) unitBases() map[string]base {
	bases := map[string]base{}
	add := func(key, named string, whole measure.Set, counts func(p *proposal.Handled, a *docket.Assignment) bool) {
		bases[key] = base{key: key, named: named, whole: whole, times: func(p *proposal.Handled) (n int64) {
			for _, a := range p.Answering() {
				if p.Filed() && a.Round == 1 && counts(p, &a) {
					n++
				}
			}
			return n
		}}
	}
	of := func(key, named, figure string, counts func(a *docket.Assignment) bool) {
		add(key, named, y.figure(figure).Counted, func(_ *proposal.Handled, a *docket.Assignment) bool { return counts(a) })
	}
	replied := func(a *docket.Assignment) bool { return a.RepliedOn != "" }
	over := func(a *docket.Assignment) bool { return a.DueOn != "" && a.DueOn < y.day() }
	of("lead", "应办件", "due", func(*docket.Assignment) bool { return true })
	of("replied", "首轮已答复", "answered", replied)
	of("due", "已到期应办", "due_over", over)
	of("intime", "期内答复", "on_time_rate", func(a *docket.Assignment) bool { return over(a) && replied(a) && !a.RepliedLate() })
	of("late", "逾期答复", "late", func(a *docket.Assignment) bool { return a.RepliedLate() })
	of("overdue", "首轮逾期未答复", "overdue.first", func(a *docket.Assignment) bool { return over(a) && !replied(a) })
	add("face", "面商", y.figure("face").Counted, (*proposal.Handled).TalkedFaceWith)
	due, answered, dueOver := y.figure("due").Counted, y.figure("answered").Counted, y.figure("due_over").Counted
	add("early", "首轮已答复 － 已到期应办", answered.Without(dueOver), func(_ *proposal.Handled, a *docket.Assignment) bool { return replied(a) && !over(a) })
	add("open", "应办件 － 首轮已答复 － 首轮逾期未答复", due.Without(answered).Without(y.figure("overdue.first").Counted),
		func(_ *proposal.Handled, a *docket.Assignment) bool { return !replied(a) && !over(a) })
	for i, word := range ratedWords {
		said := func(which func(attitude, result string) string) func(p *proposal.Handled, a *docket.Assignment) bool {
			return func(p *proposal.Handled, a *docket.Assignment) bool {
				attitude, result, ok := p.OpinionOf(a.UnitID)
				return ok && replied(a) && ratedAs(which(attitude, result)) == word
			}
		}
		n := wholeNumber(int64(i + 1))
		add("a"+n, "对办理态度"+word, y.figure("returned.attitude."+word).Counted, said(func(attitude, _ string) string { return attitude }))
		add("r"+n, "对办理结果"+word, y.figure("returned.result."+word).Counted, said(func(_, result string) string { return result }))
	}
	return bases
}

// ratedWords are the columns of opinions, of which the last has whatever is no other.
var ratedWords = []string{"满意", "基本满意", docket.Dissatisfied, docket.NoOpinion}

func ratedAs(word string) string {
	if slices.Contains(ratedWords, word) {
		return word
	}
	return docket.NoOpinion
}

// The columns of the reports by unit that are led to what 05 counts.
var (
	unitsRebased      = []string{"lead", "replied", "due", "intime", "a1", "a2", "a3", "a4", "r1", "r2", "r3", "r4"}
	promptnessRebased = []string{"lead", "intime", "late", "overdue", "due", "early", "open", "replied", "face"}
)

// rebaseUnits leads the columns of those keys to what 05 counts by proposal.
func (y *Year) rebaseUnits(keys []string) sheet.Rebase {
	known := y.unitBases()
	var bases []base
	for _, key := range keys {
		bases = append(bases, known[key])
	}
	return y.rebase(severalStep, notYetStep, bases)
}

// complaintBases are the columns of report 17 that have proposals several times: in the first every row counts.
func (y *Year) complaintBases(all []proposal.Complaint) []base {
	rows, listed := map[int64]int64{}, measure.Set{Kind: proposal.Proposals.Name}
	for _, c := range all {
		rows[c.ID]++
	}
	for i := range y.Handled {
		p := &y.Handled[i]
		if p.Filed() && (p.Line.Round > 1 || slices.ContainsFunc(p.Feedback, func(f docket.Feedback) bool {
			return f.Attitude == docket.Dissatisfied || f.Result == docket.Dissatisfied
		})) {
			listed.IDs = append(listed.IDs, p.ID)
		}
	}
	said := func(key, figure, named string, which func(f *docket.Feedback) string) base {
		return base{key: key, named: named, whole: y.figure(figure).Counted, times: func(p *proposal.Handled) (n int64) {
			for i := range p.Feedback {
				if p.Filed() && which(&p.Feedback[i]) == docket.Dissatisfied {
					n++
				}
			}
			return n
		}}
	}
	return []base{
		{key: "why", named: "有不满意、评议低分或重新办理的提案", whole: listed, times: func(p *proposal.Handled) int64 { return rows[p.ID] }},
		said("attitude", "returned.attitude.不满意", "对办理态度不满意", func(f *docket.Feedback) string { return f.Attitude }),
		said("result", "returned.result.不满意", "对办理结果不满意", func(f *docket.Feedback) string { return f.Result }),
	}
}

// rebaseComplaints leads the rows of report 17, and those of them that are not satisfied with the manner and with the outcome, to proposals.
func (y *Year) rebaseComplaints(all []proposal.Complaint) sheet.Rebase {
	var rows, attitude, result gatheredRows
	for _, c := range all {
		rows.add(c.ID, true)
		attitude.add(c.ID, c.Said.Attitude == docket.Dissatisfied)
		result.add(c.ID, c.Said.Result == docket.Dissatisfied)
	}
	r := y.rebase("减：同一件有几条，多计的", "减：按件不计的：其他提案人的，后来一轮另有评价的，还没有全部答复的", y.complaintBases(all))
	begin := sheet.Step{Label: "本表各条，其中对办理工作、办理结果不满意的", Cells: map[string]sheet.Counted{"why": rows.counted(), "attitude": attitude.counted(), "result": result.counted()}}
	r.Steps = slices.Insert(r.Steps, 0, begin)
	return r
}

// gatheredRows are the proposals that rows are of, one for each row.
type gatheredRows []int64

func (g *gatheredRows) add(id int64, counts bool) {
	if counts {
		*g = append(*g, id)
	}
}

// counted is how many rows there are, and the proposals once each.
func (g gatheredRows) counted() sheet.Counted {
	return sheet.Counted{Value: int64(len(g)), Set: measure.Set{Kind: proposal.Proposals.Name, IDs: slices.Compact(slices.Sorted(slices.Values(g)))}}
}

// rebaseOverdue leads the rows of report 16 to the proposals of the year that are overdue.
func (y *Year) rebaseOverdue() sheet.Rebase {
	var before, late, several gatheredRows
	open := map[int64]bool{}
	for _, o := range y.OverdueBefore {
		before.add(o.ID, true)
	}
	for _, o := range y.RepliedLate {
		late.add(o.ID, true)
	}
	for _, o := range y.Overdue {
		several.add(o.ID, open[o.ID])
		open[o.ID] = true
	}
	step := func(label string, rows gatheredRows) sheet.Step {
		return sheet.Step{Label: label, Less: true, Cells: map[string]sheet.Counted{"title": rows.counted()}}
	}
	return sheet.Rebase{
		Label: wholeLabel,
		Steps: []sheet.Step{step("减：以前年度的", before), step("减：已经答复的", late), step("减：同一件多计的", several)},
		Sets:  map[string]measure.Set{"title": y.figure("overdue").Counted},
	}
}

// rebaseChecks compare what the sheets by unit and by opinion come to with what 05 counts.
func (y *Year) rebaseChecks() (list []check) {
	known := y.unitBases()
	for _, report := range []struct {
		code string
		keys []string
	}{{"06", unitsRebased}, {"18", promptnessRebased}} {
		for _, key := range report.keys {
			b := known[key]
			list = append(list, check{report.code + " 号表按件", y.remains(report.code, key), statement{"统计指标 " + b.named, b.whole.Len()}})
		}
	}
	for _, b := range y.complaintBases(proposal.Complaints(y.Handled)) {
		list = append(list, check{"17 号表按件", y.remains("17", b.key), statement{"统计指标 " + b.named, b.whole.Len()}})
	}
	return append(list, check{"16 号表按件", y.remains("16", "title"), y.ofFigure("overdue")})
}
