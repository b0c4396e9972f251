package evaluation

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/fold"
	"cppccdesk/data/scoring"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/grid"
	"cppccdesk/gui/kit/look"
)

// vote is one target of an evaluation by ballots with every text its list shows.
type vote struct {
	evaluation.BallotTargetResult

	rank, counted, marks string
	key                  string
	of                   *evaluation.BallotResult
}

var voteColumns = []grid.Column[vote]{
	{Key: "rank", Title: "名次", Width: 52, Min: 52, Text: func(v vote) string { return v.rank }},
	{Key: "target", Title: "对象", Width: 150, Flex: true, Main: true, Text: func(v vote) string { return v.Label }},
	{Key: "class", Title: "类别", Width: 80, Text: func(v vote) string { return v.Class }},
	{Key: "marks", Title: "各档、弃权", Width: 150, Min: 120, Text: func(v vote) string { return v.marks }},
	{Key: "counted", Title: "有效票", Width: 60, Min: 56, Align: fyne.TextAlignTrailing, Text: func(v vote) string { return v.counted }},
	{Key: "score", Title: "得分", Width: 60, Min: 60, Align: fyne.TextAlignTrailing, Text: func(v vote) string { return v.ScoreText }},
	{Key: "rate", Title: "满意率", Width: 70, Min: 70, Align: fyne.TextAlignTrailing, Text: func(v vote) string { return v.RateText }},
	{Key: "grade", Title: "等次", Width: 60, Hidden: true, Text: func(v vote) string { return v.Result.Grade }},
	{Key: "note", Title: "提示", Width: 110, Min: 60, Whole: true, Text: func(v vote) string { return v.hint() }, Tone: func(vote) look.Tone { return look.ToneDue }},
}

func newVotes(p *resultsTab) *grid.Grid[vote] {
	g := grid.New(grid.Config[vote]{
		Key: "evaluation.votes", Prefs: p.desk.Prefs(), Columns: voteColumns, Unit: "个", Placeholder: "单位，拼音或首字母 Ctrl+F",
		Empty:  "这次票决还没有对象，请在「评议」里填写票决对象",
		ID:     func(v vote) int64 { return v.ID },
		Search: func(v vote) string { return v.key },
		Menu:   func([]vote) []*fyne.MenuItem { return p.menu() },
		OnSelect: func(rows []vote) {
			p.tellLow()
			if len(rows) != 1 {
				p.judged = judged{}
				p.pane.Clear()
				return
			}
			v := rows[0]
			p.showWithPapers(judged{v.ID, v.of.ID, v.of.Name, v.UnitID, v.Unit}, func() { p.voteDetails(v) })
		},
		OnOpen: func(v vote) {
			if v.ProposalID != 0 {
				p.desk.Open("proposal", v.ProposalID)
			}
		},
		Foot: voteFoot,
	})
	g.Hide()
	return g
}

// votesOf are the targets of an evaluation, those of a class together and best first.
func votesOf(e *evaluation.BallotResult) []vote {
	rows := make([]vote, len(e.Targets))
	for i, t := range e.Targets {
		v := vote{BallotTargetResult: t, rank: "—", counted: strconv.Itoa(t.Result.Counted), of: e, key: fold.Key(t.Unit, t.Short, t.Class, t.ProposalTitle)}
		if t.Rank > 0 {
			v.rank = strconv.Itoa(t.Rank)
		}
		if e.Counted != nil {
			v.marks = marksText(t.Tally)
		}
		rows[i] = v
	}
	first := map[string]int{}
	for i, v := range rows {
		if _, seen := first[v.Class]; !seen {
			first[v.Class] = i
		}
	}
	slices.SortStableFunc(rows, func(a, b vote) int { return cmp.Or(first[a.Class]-first[b.Class], a.Rank-b.Rank) })
	return rows
}

// hint is the shortest word for what the reader of the result must know.
func (v *vote) hint() string {
	if v.Rework.On != "" {
		return v.Rework.Note()
	}
	return v.Note
}

// marksText is 42 / 10 / 3 / 5 · 弃权 0: the options in their order, whose names are beside in the details.
func marksText(t scoring.Tally) string {
	parts := make([]string, 0, len(t.Votes))
	for _, votes := range t.Votes {
		parts = append(parts, strconv.Itoa(votes))
	}
	return fmt.Sprintf("%s · %s %d", strings.Join(parts, " / "), evaluation.Abstained, t.Abstained)
}

// showVote lists the targets of the evaluation chosen when it is by ballots; false: it is not.
func (p *resultsTab) showVote() bool {
	for i := range p.voted {
		e := &p.voted[i]
		if e.Name != p.chosen {
			continue
		}
		p.pick.Set(e.Name+" ∨", true)
		p.rule.Set("方案："+e.Rubric.Name, false)
		p.pick.Show()
		p.rule.Show()
		p.locks.show(e.ID, e.Locks)
		p.grid.Hide()
		p.votes.Show()
		p.votes.SetRows(votesOf(e))
		return true
	}
	p.votes.Hide()
	p.grid.Show()
	return false
}

// voteDetails tells how a target's result came about: options, formula, accounting.
func (p *resultsTab) voteDetails(v vote) {
	var tags []*kit.Chip
	if v.Class != "" {
		tags = append(tags, kit.NewTag(v.Class, false))
	}
	if v.Rank > 0 {
		tags = append(tags, kit.NewTag("第 "+v.rank+" 名", false))
	}
	about := v.of.Name
	if v.ProposalNumber != 0 {
		about = fmt.Sprintf("第 %d 号 %s", v.ProposalNumber, v.ProposalTitle)
	}
	p.pane.SetHeader(v.Unit+" · "+v.ScoreText, "满意率 "+v.RateText, about, tags...)
	body := p.actions()
	if v.of.Counted != nil {
		body = append(body, optionTable(v), kit.NewNote("得分 = Σ 档分 × 票 ÷ 有效票", v.Result.Formula+"\n"+v.of.Rubric.Note, look.ToneNormal))
	}
	if notices := append(append([]string{}, v.of.Notices...), v.Note); len(strings.Join(notices, "")) > 0 {
		body = append(body, kit.NewNote("须注意", strings.TrimSpace(strings.Join(notices, "\n")), look.ToneDue))
	}
	if v.Rework.Note() != "" {
		body = append(body, reworkNote(v.Rework))
	}
	body = append(body, lockNote(v.of.Locks)...)
	for _, round := range v.of.Rounds {
		t := kit.NewSmallTable(kit.SmallColumn{Title: fmt.Sprintf("第 %d 轮 · %s", round.Number, round.HeldOn), Weight: 1}, kit.SmallColumn{Title: round.Status(), Weight: 1.2, Align: fyne.TextAlignTrailing})
		t.SetRows(accountRows(round.Accounting()))
		body = append(body, t)
	}
	p.pane.SetBody(body...)
}

func optionTable(v vote) *kit.SmallTable {
	t := kit.NewSmallTable(kit.SmallColumn{Title: "档次", Weight: 1}, kit.SmallColumn{Title: "档分", Width: 60, Align: fyne.TextAlignTrailing},
		kit.SmallColumn{Title: "票", Width: 60, Align: fyne.TextAlignTrailing}, kit.SmallColumn{Title: "", Width: 90})
	var rows []kit.SmallRow
	total := max(v.Tally.Ballots(), 1)
	line := func(name, points string, votes int, tone look.Tone) {
		share := float64(votes) / float64(total)
		rows = append(rows, kit.SmallRow{Cells: []kit.SmallCell{{Text: name, Tone: tone}, {Text: points, Tone: tone}, {Text: strconv.Itoa(votes), Tone: tone}, {Bar: &share}}})
	}
	for i, o := range v.of.Rubric.Options {
		points, tone := o.Points.Decimal().String(), look.ToneNormal
		if !o.Counted {
			points, tone = "不计", look.ToneMuted
		}
		line(o.Name, points, v.Tally.Votes[i], tone)
	}
	line(evaluation.Abstained, "不计", v.Tally.Abstained, look.ToneMuted)
	t.SetRows(rows)
	return t
}

// voteFoot is what the foot line says of all targets.
func voteFoot(rows iter.Seq[vote]) string {
	for v := range rows {
		if v.of.Counted == nil {
			return strings.Join(v.of.Notices, "")
		}
		a := v.of.Counted.Accounting()
		return fmt.Sprintf("第 %d 轮：收回 %d 张，有效 %d，无效 %d · 名次在同一类别内排", v.of.Counted.Number, a.Returned, a.First-a.EnteredSpoiled, a.EnteredSpoiled)
	}
	return ""
}
