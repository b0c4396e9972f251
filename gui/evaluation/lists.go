package evaluation

import (
	"cppccdesk/data/record"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/records"
)

// evaluationTab is the list of evaluations; the one chosen in it is that of the other tabs.
type evaluationTab struct {
	*records.ListTab
	at *inHand
}

var _ desk.Leaver = (*evaluationTab)(nil)

// newEvaluations lists evaluations; plan begins the first panel of the one chosen.
func newEvaluations(d *desk.Desk, at *inHand, plan func()) *evaluationTab {
	config := evaluationList
	config.More = func(row records.Row) []records.More {
		if record.CountOf(row.Values["panels_count"])+record.CountOf(row.Values["targets_count"]) > 0 {
			return nil
		}
		return []records.More{{Text: "编评议组…", Do: plan}}
	}
	return &evaluationTab{records.NewListTab(d, config), at}
}

// Leave implements desk.Leaver.
func (t *evaluationTab) Leave(then func()) {
	t.ListTab.Leave(func() {
		if chosen := t.Chosen(); len(chosen) == 1 {
			t.at.chosen = chosen[0].Values["name"]
		}
		then()
	})
}

// panelTab is the list of raters, those of the evaluation the tabs are at until others are asked for.
type panelTab struct {
	*records.ListTab
	at     *inHand
	listed string // the evaluation that was in hand when the list was shown last
}

var _ records.Tab = (*panelTab)(nil)

func newPanels(d *desk.Desk, at *inHand) *panelTab {
	return &panelTab{ListTab: records.NewListTab(d, panelList), at: at}
}

// Shown implements records.Tab.
func (t *panelTab) Shown() {
	if t.listed != t.at.chosen {
		t.listed = t.at.chosen
		t.Where("evaluation", t.at.chosen)
	}
	t.ListTab.Shown()
}
