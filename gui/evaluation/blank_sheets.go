package evaluation

import (
	"context"
	"fmt"
	"strconv"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/store"
	"cppccdesk/export"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit/box"
	"cppccdesk/gui/win"
)

// printSheets writes blank score sheets of the panel shown, or of all panels of the evaluation chosen.
func (t *entryTab) printSheets(all bool) {
	st, year, name, number := t.desk.Store(), t.desk.Year(), t.chosen, t.typed.Number
	if all {
		number = 0
	}
	desk.Load(t.desk.Tasks(), "evaluation.paper", func(ctx context.Context) ([]evaluation.SheetPaper, error) {
		return evaluation.SheetPapers(ctx, st.DB(), year, name, number)
	}, func(papers []evaluation.SheetPaper, err error) {
		if err != nil {
			t.desk.Fail(err)
			return
		}
		t.askSheets(papers)
	})
}

// askSheets asks how many sheets are printed for each panel: one for each rater, or another number.
func (t *entryTab) askSheets(papers []evaluation.SheetPaper) {
	need, which := 0, fmt.Sprintf("第 %d 组", papers[0].Number)
	for i := range papers {
		need += papers[i].Raters
	}
	if len(papers) > 1 {
		which = fmt.Sprintf("%d 个小组", len(papers))
	}
	answers := []box.PromptAnswer{countAnswer(t.desk, "每组印写明的张数", func(n int) { t.writeSheets(papers, n) })}
	if need > 0 {
		answers = append(answers, box.PromptAnswer{Text: fmt.Sprintf("每位评委一张，印 %d 张", need), Do: func(string) { t.writeSheets(papers, 0) }})
	}
	box.ShowPrompt(t.desk.Native().Canvas(), "印"+which+"的空白评分表",
		"同一个小组的各张相同，不写是谁的；二维码只有批号，如 "+papers[0].Batch()+"。改了评议对象或指标，批号跟着变，要重新印。", "张数", answers...)
}

// writeSheets writes them and offers to open them.
func (t *entryTab) writeSheets(papers []evaluation.SheetPaper, count int) {
	name := papers[0].Evaluation
	t.desk.AskSave("空白评分表", name+"评分表.pdf", win.Filter{Name: "PDF 文件", Endings: []string{"pdf"}}, func(path string) {
		writePaper(t.desk, paperJob{"评分表", export.SheetsOutgoing(name, path), path, func(ctx context.Context) (int, []rune, error) {
			return export.WriteScoreSheets(ctx, t.desk.Store(), papers, count, path)
		}})
	})
}

// countAnswer is the answer with how many are printed.
func countAnswer(d *desk.Desk, text string, do func(n int)) box.PromptAnswer {
	return box.PromptAnswer{Text: text, Needs: true, Do: func(typed string) {
		n, err := strconv.Atoi(typed)
		if err != nil || n < 1 {
			d.Toast("张数应为大于 0 的整数，而不是「"+typed+"」", "", nil)
			return
		}
		do(n)
	}}
}

// paperJob is paper to be filled in by hand that is written to a file.
type paperJob struct {
	what  string
	out   store.Outgoing
	path  string
	write func(ctx context.Context) (int, []rune, error)
}

// writePaper writes it beside the window and offers to open it.
func writePaper(d *desk.Desk, job paperJob) {
	st, actor := d.Store(), d.Actor()
	job.out.Replace = true // the dialog has asked
	count, missing := 0, []rune(nil)
	d.Tasks().Run("写"+job.what, func(ctx context.Context, _ func(string, int, int)) error {
		return st.Send(ctx, actor, job.out, func() (n int, err error) {
			count, missing, err = job.write(ctx)
			return count, err
		})
	}, func(err error) {
		if err != nil {
			d.Fail(err)
			return
		}
		said := fmt.Sprintf("已写好%s %d 张", job.what, count)
		if len(missing) > 0 {
			said += "；" + export.BoxedSentence(missing)
		}
		d.Toast(said, "打开", func() { d.OpenWithSystem(job.path) })
	})
}
