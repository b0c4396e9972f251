package evaluation

import (
	"context"
	"maps"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/editor"
	"cppccdesk/gui/kit/grid"
	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/records"
)

// resultsTab lists what each panel came to, down to every sheet, or what a vote came to.
type resultsTab struct {
	*inHand

	desk  *desk.Desk
	grid  *grid.Grid[row]
	votes *grid.Grid[vote] // in the place of grid for an evaluation by ballots
	pane  *editor.DetailPane
	pick  *kit.Chip   // which of the year's evaluations
	rule  *kit.Chip   // the rubric it is scored with
	again *kit.Button // sends replies scored low back to their units
	locks *locking

	proposals *records.Editor // of the step that does

	results []evaluation.Result
	voted   []evaluation.BallotResult
	whatIf  whatIf
	rows    []row
	want    int64
	judged  judged                           // in the details
	check   *kit.Note                        // in the details: what speaks for and against the score
	stable  map[int64]evaluation.Stabilities // by evaluation, found when its details were looked at
	offers  []records.PaperOffer
}

var (
	_ records.Tab       = (*resultsTab)(nil)
	_ records.TabFinder = (*resultsTab)(nil)
	_ records.TabActor  = (*resultsTab)(nil)
	_ desk.Escaper      = (*resultsTab)(nil)
	_ desk.Searcher     = (*resultsTab)(nil)
	_ desk.Exporter     = (*resultsTab)(nil)
)

var columns = []grid.Column[row]{
	{Key: "rank", Title: "名次", Width: 60, Min: 60, Text: func(r row) string { return r.rank }, SortBy: func(r row) string { return r.rankOrder() }},
	{Key: "panel", Title: "评议小组", Width: 165, Flex: true, Text: func(r row) string { return r.panel }},
	{Key: "proposal", Title: "提案", Width: 190, Flex: true, Main: true, Text: func(r row) string { return r.subject }},
	{Key: "unit", Title: "承办单位", Width: 100, Min: 84, Flex: true, Text: func(r row) string { return r.Unit }},
	{Key: "sheets", Title: "评分表", Width: 60, Min: 56, Align: fyne.TextAlignTrailing, Text: func(r row) string { return r.sheets }},
	{Key: "score", Title: "得分", Width: 60, Align: fyne.TextAlignTrailing, Text: func(r row) string { return r.ScoreText }},
	{Key: "grade", Title: "等次", Width: 50, Min: 50, Text: func(r row) string { return r.Result.Grade }, Tone: func(r row) look.Tone { return r.gradeTone() }},
	{Key: "hint", Title: "提示", Width: 180, Min: 104, Whole: true, Text: func(r row) string { return r.hint }, Tone: func(row) look.Tone { return look.ToneDue }},
	{Key: "z", Title: "标准分", Width: 60, Align: fyne.TextAlignTrailing, Hidden: true, Text: func(r row) string { return r.Z }},
	{Key: "class", Title: "类别", Width: 70, Hidden: true, Text: func(r row) string { return r.Class }},
	{Key: "leader", Title: "组长", Width: 70, Hidden: true, Text: func(r row) string { return r.Leader }},
}

func newResults(d *desk.Desk, at *inHand) *resultsTab {
	p := &resultsTab{inHand: at, desk: d, stable: map[int64]evaluation.Stabilities{}, check: kit.NewNote("", "", look.ToneNormal), pane: editor.NewDetailPane("选中一个评议小组查看得分的由来"), rule: kit.NewTag("", false)}
	p.rule.Hide()
	p.again = kit.NewButton("低分重办…", p.sendBack)
	p.again.Hide()
	p.locks = newLocking(d, p.load)
	p.proposals = records.NewEditor(d, proposal.Proposals, "title", nil)
	p.proposals.Boxed = true
	p.proposals.OnTaken = func(string, record.Values, []int64) { p.load() }
	p.grid = grid.New(grid.Config[row]{
		Key: "evaluation.list", Prefs: d.Prefs(), Columns: columns, Unit: "个对象", Placeholder: "小组、提案、单位，拼音或首字母 Ctrl+F",
		Empty:    "这一年还没有民主评议，可以「导入…」评议小组和评分表",
		ID:       func(r row) int64 { return r.ID },
		Search:   func(r row) string { return r.key },
		Sort:     []grid.Sorting{{Key: "rank"}},
		OnSelect: p.selected,
		OnOpen: func(r row) {
			if r.ProposalID != 0 {
				d.Open("proposal", r.ProposalID)
			}
		},
		Menu: func([]row) []*fyne.MenuItem { return p.menu() },
		Foot: footOf,
	})
	p.votes = newVotes(p)
	p.grid.SearchField().OnDown = func() { records.EnterList(p.grid, func(r row) int64 { return r.ID }) }
	p.pick = kit.NewOneOfChip("评议", p.choices, func(name string) {
		p.chosen = name
		p.show()
	})
	p.pick.Most, p.rule.Most = chipMost, chipMost
	p.pick.Hide()
	return p
}

// Content implements records.Tab.
func (p *resultsTab) Content() fyne.CanvasObject {
	return kit.NewListBeside(0.61, container.NewStack(p.grid, p.votes), container.NewStack(p.pane))
}

// SearchField implements records.TabFinder.
func (p *resultsTab) SearchField() *grid.SearchEntry { return p.grid.SearchField() }

// Actions implements records.TabActor.
func (p *resultsTab) Actions() []fyne.CanvasObject {
	return []fyne.CanvasObject{p.again, p.pick, p.rule, p.locks.state, p.locks.button}
}

// Shown implements records.Tab.
func (p *resultsTab) Shown() { p.load() }

// Export implements desk.Exporter.
func (p *resultsTab) Export() {
	if p.votes.Visible() {
		records.Export(p.desk, "票决结果", p.votes)
		return
	}
	records.Export(p.desk, "评议得分及等次", p.grid)
}

func (p *resultsTab) load() {
	if p.results == nil {
		p.grid.SetLoading("正在计算…")
	}
	store, year, today := p.desk.Store(), p.desk.Year(), p.desk.Today()
	found := maps.Clone(p.stable)
	type read struct {
		results []evaluation.Result
		voted   []evaluation.BallotResult
	}
	desk.Load(p.desk.Tasks(), "evaluation.list", func(ctx context.Context) (r read, err error) {
		if r.results, err = evaluation.Results(ctx, store.DB(), year, today); err != nil {
			return r, err
		}
		for i := range r.results {
			if err = r.results[i].Examine(ctx); err != nil {
				return r, err
			}
			r.results[i].Recall(found[r.results[i].ID])
		}
		r.voted, err = evaluation.BallotResults(ctx, store.DB(), year, today)
		return r, err
	}, func(r read, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.results, p.voted = r.results, r.voted
		p.show()
	})
}

func (p *resultsTab) choices() []kit.Choice {
	var out []kit.Choice
	for _, e := range p.results {
		out = append(out, kit.Choice{Value: e.Name, Label: e.Name, Count: len(e.Targets)})
	}
	for _, e := range p.voted {
		out = append(out, kit.Choice{Value: e.Name, Label: e.Name + "（票决）", Count: len(e.Targets)})
	}
	return out
}

// settle has an evaluation of the year chosen: that of the target to be shown, else the first where none is.
func (p *resultsTab) settle() {
	var names []string
	for _, e := range p.results {
		names = append(names, e.Name)
		if slices.ContainsFunc(e.Targets, func(t evaluation.TargetResult) bool { return p.want != 0 && t.ID == p.want }) {
			p.chosen = e.Name
		}
	}
	for _, e := range p.voted {
		names = append(names, e.Name)
	}
	if !slices.Contains(names, p.chosen) {
		p.chosen = ""
		if len(names) > 0 {
			p.chosen = names[0]
		}
	}
}

// show lists the targets of the evaluation chosen.
func (p *resultsTab) show() {
	p.rows = nil
	p.pick.Hide()
	p.rule.Hide()
	p.locks.hide()
	defer p.tellLow()
	p.settle()
	if p.showVote() {
		return
	}
	for _, e := range p.results {
		if e.Name == p.chosen {
			p.rows = rowsOf(e)
			p.pick.Set(e.Name+" ∨", true)
			p.rule.Set("方案："+e.Rubric.Name, false)
			p.pick.Show()
			p.rule.Show()
			p.locks.show(e.ID, e.Locks)
			break
		}
	}
	p.grid.SetRows(p.rows)
	if p.want != 0 && p.grid.Select(p.want) {
		p.want = 0
	}
	if len(p.grid.Selected()) == 0 {
		p.overview()
	}
}

func (p *resultsTab) selected(rows []row) {
	p.tellLow()
	if p.picked = 0; len(rows) != 1 {
		p.judged = judged{}
		p.desk.Tasks().Drop(stableSlot)
		p.overview()
		return
	}
	r := rows[0]
	p.picked = r.ID
	e := p.of(r)
	p.showWithPapers(judged{r.ID, e.ID, e.Name, r.UnitID, r.Unit}, func() { p.details(r) })
	p.resample(e)
}

// stableSlot is the slot of what draws sheets again.
const stableSlot = "evaluation.stable"

// resample works out how stable the ranks of the evaluation in the details are, unless that is known.
func (p *resultsTab) resample(e *evaluation.Result) {
	if e.Settled() {
		return
	}
	desk.Load(p.desk.Tasks(), stableSlot, e.Resample, func(found evaluation.Stabilities, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.stable[e.ID] = found
		e.Settle(found)
		if chosen := p.grid.Selected(); len(chosen) == 1 && p.of(chosen[0]) == e {
			p.check.Set(defenceOf(e, chosen[0].ID))
			p.pane.Refresh()
		}
	})
}

// Escape implements desk.Escaper.
func (p *resultsTab) Escape() {
	p.votes.ClearSelection()
	p.grid.ClearSelection()
}

// FocusSearch implements desk.Searcher.
func (p *resultsTab) FocusSearch() { records.FocusSearch(p.desk, p.grid.SearchField()) }

// open shows a target.
func (p *resultsTab) open(id int64) {
	if p.results == nil || p.votes.Visible() || !p.grid.Select(id) {
		p.want = id
		if p.results != nil {
			p.show()
		}
	}
}
