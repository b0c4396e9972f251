package evaluation

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
	"cppccdesk/export"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/box"
	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/kit/menu"
)

// newBooks makes the chip of what can be done with rater workbooks and paper sheets of the evaluation chosen.
func (t *entryTab) newBooks() *kit.Chip {
	c := kit.NewTag("评分表 ∨", false)
	c.OnTap = func() {
		menu.PopUp(c, look.PositionOf(c).AddXY(0, c.Size().Height+2), []*fyne.MenuItem{
			fyne.NewMenuItem("生成，每个小组一份…", func() { t.giveOut(false) }),
			fyne.NewMenuItem("生成，每位评委一份…", func() { t.giveOut(true) }),
			fyne.NewMenuItemSeparator(),
			fyne.NewMenuItem("收回一个文件夹…", func() { t.Leave(t.takeBack) }),
			fyne.NewMenuItem("谁还没有交", t.tellMissing),
			fyne.NewMenuItemSeparator(),
			fyne.NewMenuItem("印空白评分表，这个小组…", func() { t.printSheets(false) }),
			fyne.NewMenuItem("印空白评分表，各个小组…", func() { t.printSheets(true) }),
		})
	}
	return c
}

// giveOut writes the workbooks of the evaluation chosen into a folder.
func (t *entryTab) giveOut(each bool) {
	st, year, name, actor := t.desk.Store(), t.desk.Year(), t.chosen, t.desk.Actor()
	t.desk.AskFolder("评分工作簿写到哪个文件夹", func(dir string) {
		var paths []string
		t.desk.Tasks().Run("生成评分工作簿", func(ctx context.Context, _ func(string, int, int)) error {
			handouts, err := evaluation.Handouts(ctx, st.DB(), year, name, each)
			if err != nil {
				return err
			}
			return st.Send(ctx, actor, export.BooksOutgoing(name, dir), func() (int, error) {
				paths, err = export.WriteScoreBooks(dir, handouts, st.Now(), false)
				return len(paths), err
			})
		}, func(err error) {
			if err != nil {
				t.desk.Fail(err)
				return
			}
			t.desk.Toast(fmt.Sprintf("已生成 %d 份评分工作簿", len(paths)), "打开文件夹", func() { t.desk.OpenWithSystem(dir) })
		})
	})
}

// takeBack reads the workbooks of a folder, says what is in them and takes in those without a problem when it is agreed to.
func (t *entryTab) takeBack() {
	t.desk.AskFolder("收回的评分工作簿在哪个文件夹", t.takeFrom)
}

func (t *entryTab) takeFrom(dir string) {
	st, year := t.desk.Store(), t.desk.Year()
	desk.Load(t.desk.Tasks(), "evaluation.returns", func(ctx context.Context) ([]evaluation.Returned, error) {
		paths, err := evaluation.WorkbooksIn([]string{dir})
		if err != nil {
			return nil, err
		}
		return evaluation.ReadReturns(ctx, st.DB(), year, paths)
	}, func(returned []evaluation.Returned, err error) {
		if err != nil {
			t.desk.Fail(err)
			return
		}
		text, sheets := returnsText(returned)
		if sheets == 0 {
			box.ShowMessage(t.desk.Native().Canvas(), "没有可以收的评分表", text)
			return
		}
		box.ShowQuestion(t.desk.Native().Canvas(), fmt.Sprintf("收 %d 张评分表", sheets), text, "收下", func() { t.take(returned) })
	})
}

// returnsText says of each file what is in it; sheets are those that can be taken in.
func returnsText(returned []evaluation.Returned) (text string, sheets int) {
	var lines, refused []string
	for _, r := range returned {
		if len(r.Problems) > 0 {
			refused = append(refused, "「"+r.File+"」"+strings.Join(r.Problems, ""))
			continue
		}
		sheets += r.New
		line := fmt.Sprintf("「%s」%s：新收 %d 张", r.File, r.What, r.New)
		if r.Same > 0 {
			line += fmt.Sprintf("，相同 %d 张", r.Same)
		}
		if r.Blank > 0 {
			line += fmt.Sprintf("，没填 %d 张", r.Blank)
		}
		lines = append(lines, line+"。"+strings.Join(r.Notes, ""))
	}
	if len(refused) > 0 {
		lines = append(lines, fmt.Sprintf("退回 %d 份，没有收：", len(refused)))
	}
	return strings.Join(append(lines, refused...), "\n"), sheets
}

func (t *entryTab) take(returned []evaluation.Returned) {
	taken := 0
	t.desk.Write(evaluation.TakingWords(returned), func(ctx context.Context, tx *store.Tx) (err error) {
		taken, err = evaluation.Take(ctx, tx, returned)
		return err
	}, func(err error) {
		if err != nil {
			t.desk.Fail(err)
			return
		}
		t.Shown()
		t.desk.ToastUndo(fmt.Sprintf("已收 %d 张评分表", taken))
	})
}

// tellMissing names the raters whose sheets have not come back.
func (t *entryTab) tellMissing() {
	st, year, name := t.desk.Store(), t.desk.Year(), t.chosen
	desk.Load(t.desk.Tasks(), "evaluation.missing", func(ctx context.Context) ([]evaluation.Missing, error) {
		return evaluation.NotReturned(ctx, st.DB(), year, name)
	}, func(missing []evaluation.Missing, err error) {
		if err != nil {
			t.desk.Fail(err)
			return
		}
		if len(missing) == 0 {
			box.ShowMessage(t.desk.Native().Canvas(), "评分表都交齐了", name+"的评委都交了评分表。")
			return
		}
		var lines []string
		for _, m := range missing {
			lines = append(lines, fmt.Sprintf("第 %d 组 %s：%s", m.Number, m.Rater, zh.JoinNames(m.Targets)))
		}
		box.ShowMessage(t.desk.Native().Canvas(), fmt.Sprintf("还有 %d 位评委没有交齐", len(missing)), strings.Join(lines, "\n"))
	})
}
