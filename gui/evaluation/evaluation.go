// Package evaluation is the page 评议: what each panel came to down to every sheet, and each vote down to every option; the typing in of sheets and ballots;
// and what evaluations are made of: their panels, rounds and schemes.
package evaluation

import (
	"context"

	"fyne.io/fyne/v2"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/export"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/records"
)

// Key is the page's key.
const Key = "evaluation"

// The keys of the tabs that are no lists of a kind.
const (
	resultsKey = "results"
	entryKey   = "entry"
)

// Page is the page 评议.
type Page struct {
	*records.Tabbed
	results *resultsTab
	entry   *entryTab
}

// inHand is the evaluation that the tabs are at: the scores typed in are those of the results shown and locked.
type inHand struct {
	chosen string // its name; "": none was chosen
	picked int64  // target chosen in the results and not shown in 评分录入 yet; 0: none
}

var (
	_ desk.Page   = (*Page)(nil)
	_ desk.Opener = (*Page)(nil)
	_ desk.Helper = (*Page)(nil)
)

// New makes the page.
func New(d *desk.Desk) *Page {
	at := &inHand{}
	p := &Page{Tabbed: records.NewTabbed(d, Key, "评议"), results: newResults(d, at), entry: newEntry(d, at)}
	p.Add(0, resultsKey, "结果", p.results)
	p.Add(0, entryKey, "评分录入", p.entry)
	p.Add(0, opinionsKey, "整改与反馈", newOpinions(d))
	p.Add(1, evaluation.Evaluations.Name, "评议", newEvaluations(d, at, func() { p.begin(evaluation.Panels.Name) }))
	p.Add(1, evaluation.Panels.Name, "评委", newPanels(d, at))
	p.Add(1, evaluation.Rounds.Name, "票务", newRounds(d))
	p.Add(2, evaluation.Schemes.Name, "评分方案", newSchemes(d))
	p.Ready()
	p.entry.ballots.newRound = func() { p.begin(evaluation.Rounds.Name) }
	return p
}

// begin shows a tab and a new record in it.
func (p *Page) begin(key string) {
	p.Show(p.Find(key))
	if p.Front.Key == key {
		p.Create()
	}
}

// HelpTopics are the headings of the manual that belong to tabs, by the tabs' keys.
var HelpTopics = map[string]string{
	resultsKey:                  "评议结果",
	entryKey:                    "评分录入",
	opinionsKey:                 "评议结果",
	evaluation.Evaluations.Name: "设立评议",
	evaluation.Panels.Name:      "设立评议",
	evaluation.Rounds.Name:      "评议票",
	evaluation.Schemes.Name:     "评分方案",
}

// HelpTopic implements desk.Helper.
func (p *Page) HelpTopic() string {
	if p.Front == nil {
		return ""
	}
	return HelpTopics[p.Front.Key]
}

// Open implements desk.Opener: what is the id of a target, or what the tabs open.
func (p *Page) Open(what any) {
	id, ok := what.(int64)
	if !ok {
		p.Tabbed.Open(what)
		return
	}
	p.Show(p.Find(resultsKey))
	if p.Front.Key == resultsKey {
		p.results.open(id)
	}
}

var evaluationList = records.Config{
	Kind: evaluation.Evaluations, Key: "evaluation.evaluations", Unit: "次", Title: "name", Tags: []string{"rubric"}, Flex: "name",
	Sums:    []string{"panels_count", "sheets_count"},
	Hide:    []string{"raters_count", "ballot_targets"},
	Sources: map[string]records.Source{"rubric": records.FromSchemes, "ballot_targets.unit": records.FromUnits, "ballot_targets.proposal": records.FromProposals},
	Papers: []records.Paper{{Name: notice, Choose: func(_ context.Context, _ *store.Store, request *export.PaperRequest, chosen []records.Row) error {
		request.Evaluations = records.RowIDs(chosen)
		return nil
	}}},
}

var panelList = records.Config{
	Kind: evaluation.Panels, Key: "evaluation.panels", Unit: "人", Title: "name", Names: []string{"name", "leader"}, Tags: []string{"category", "panel"}, Flex: "evaluation",
	Numbers: []string{"number", "proposals"}, Hide: []string{"committee", "leader", "proposal_titles"},
	Sources: map[string]records.Source{
		"evaluation": records.FromEvaluations, "rubric": records.FromSchemes, "committee": records.FromCommittees, "units": records.FromUnits, "proposals": records.FromProposals,
	},
	Filters: []records.Filter{
		{Text: "评议", Field: "evaluation"},
		{Text: "组号", Field: "number"},
		{Text: "类别", Field: "category"},
		{Text: "回避", Keep: func(v record.Values) bool { return record.Yes(v["excused"]) }},
	},
}

// schemeTab is the list of schemes, of which one can be copied: what was scored with keeps what it was scored by.
type schemeTab struct {
	*records.ListTab
	desk *desk.Desk
}

var _ records.TabActor = (*schemeTab)(nil)

func newSchemes(d *desk.Desk) *schemeTab {
	t := &schemeTab{desk: d}
	t.ListTab = records.NewListTab(d, records.Config{
		Kind: evaluation.Schemes, Key: "evaluation.schemes", Unit: "个", Title: "name", Tags: []string{"aggregation", "tie_rule"}, Flex: "items",
		Hide: []string{"tie_rule", "levels", "options", "indicators", "grades", "weights"},
		Menu: func(chosen []records.Row) []*fyne.MenuItem {
			if len(chosen) != 1 {
				return nil
			}
			return []*fyne.MenuItem{fyne.NewMenuItem("试算…", t.try), fyne.NewMenuItem("复制为新方案", t.copy)}
		},
	})
	return t
}

// Actions implements records.TabActor.
func (t *schemeTab) Actions() []fyne.CanvasObject {
	return []fyne.CanvasObject{kit.NewButton("试算…", t.try), kit.NewButton("复制为新方案", t.copy)}
}

// copy copies the scheme chosen and shows the copy.
func (t *schemeTab) copy() {
	chosen := t.Chosen()
	if len(chosen) != 1 {
		t.desk.Toast("先在列表中选中要复制的那个方案", "", nil)
		return
	}
	t.Leave(func() {
		var made int64
		t.desk.Write("复制评分方案 "+chosen[0].Values["name"], func(ctx context.Context, tx *store.Tx) (err error) {
			made, err = evaluation.CopyScheme(ctx, tx, chosen[0].ID)
			return err
		}, func(err error) {
			if err != nil {
				t.desk.Fail(err)
				return
			}
			t.Load()
			t.Select(made)
			t.desk.ToastUndo("已复制为新方案，改名、修改后可用于新的评议")
		})
	})
}
