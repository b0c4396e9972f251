package evaluation

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"cppccdesk/data/evaluation"
	"cppccdesk/export"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/box"
	"cppccdesk/gui/records"
	"cppccdesk/gui/win"
)

// roundTab is the list of rounds, of which the ballots are printed.
type roundTab struct {
	*records.ListTab
	desk *desk.Desk
}

var _ records.TabActor = (*roundTab)(nil)

func newRounds(d *desk.Desk) *roundTab {
	t := &roundTab{desk: d}
	t.ListTab = records.NewListTab(d, records.Config{
		Kind: evaluation.Rounds, Key: "evaluation.rounds", Unit: "轮", Title: "evaluation", Tags: []string{"number", "status"}, Flex: "evaluation",
		Sources: map[string]records.Source{"evaluation": records.FromEvaluations},
		Hide:    []string{"due", "spoiled", "valid", "first_count", "second_count", "locked_on"},
		Filters: []records.Filter{{Text: "状态", Field: "status"}},
		Menu: func(chosen []records.Row) []*fyne.MenuItem {
			if len(chosen) != 1 || chosen[0].Values["status"] != evaluation.RoundOpen {
				return nil
			}
			return []*fyne.MenuItem{fyne.NewMenuItem("印评议票…", t.print)}
		},
	})
	return t
}

// Actions implements records.TabActor.
func (t *roundTab) Actions() []fyne.CanvasObject {
	return []fyne.CanvasObject{kit.NewButton("印评议票…", t.print)}
}

// print asks how many ballots of the round chosen are printed, and where to.
func (t *roundTab) print() {
	chosen := t.Chosen()
	if len(chosen) != 1 {
		t.desk.Toast("先在列表中选中要印票的那一轮", "", nil)
		return
	}
	t.Leave(func() {
		st, id := t.desk.Store(), chosen[0].ID
		desk.Load(t.desk.Tasks(), "evaluation.blank", func(ctx context.Context) (*evaluation.Box, error) {
			return evaluation.ReadBlank(ctx, st.DB(), id)
		}, func(blank *evaluation.Box, err error) {
			if err != nil {
				t.desk.Fail(err)
				return
			}
			t.askCount(blank)
		})
	})
}

func (t *roundTab) askCount(blank *evaluation.Box) {
	need := blank.ToPrint()
	answers := []box.PromptAnswer{countAnswer(t.desk, "印写明的张数", func(n int) { t.write(blank, n) })}
	if need > 0 {
		answers = append(answers, box.PromptAnswer{Text: fmt.Sprintf("印 %d 张", need), Do: func(string) { t.write(blank, need) }})
	}
	box.ShowPrompt(t.desk.Native().Canvas(), fmt.Sprintf("印第 %d 轮评议票", blank.Number),
		"各张相同，不记名、不编号；二维码只有批号 "+blank.Batch()+"。改了票决对象或档次，批号跟着变，要重新印。", "张数", answers...)
}

// write writes the ballots and offers to open them.
func (t *roundTab) write(blank *evaluation.Box, count int) {
	t.desk.AskSave("评议票", blank.Evaluation+"评议票.pdf", win.Filter{Name: "PDF 文件", Endings: []string{"pdf"}}, func(path string) {
		writePaper(t.desk, paperJob{"评议票", export.BallotsOutgoing(blank, path), path, func(ctx context.Context) (int, []rune, error) {
			return export.WriteBallots(ctx, t.desk.Store(), blank, count, path)
		}})
	})
}
