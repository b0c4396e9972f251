package intake

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"github.com/xuri/excelize/v2"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/intake"
	"cppccdesk/data/store"
	"cppccdesk/data/take"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/cells"
)

// scoreWizard is the wizard of an office with one panel of three judges and three targets.
func scoreWizard(t *testing.T) (*Page, *desk.Desk) {
	t.Helper()
	p, d := wizard(t)
	err := d.Store().Write(t.Context(), "测试", "建立评议", func(ctx context.Context, tx *store.Tx) error {
		insert := func(table string, row store.Columns) int64 {
			id, err := tx.Insert(ctx, table, row)
			if err != nil {
				t.Fatalf("%s: %v", table, err)
			}
			return id
		}
		session, err := store.LookUp(ctx, tx, "SELECT id FROM session")
		if err != nil {
			return err
		}
		panel := insert("panel", store.Columns{"evaluation_id": insert("evaluation", store.Columns{"year": 2026, "name": "评议", "rubric_id": 1}), "number": 1})
		for i, name := range []string{"评一", "评二", "评三"} {
			insert("rater", store.Columns{"panel_id": panel, "name": name})
			unit := insert("unit", store.Columns{"name": []string{"县教育局", "县水务局", "县公安局"}[i]})
			proposal := insert("proposal", store.Columns{"session_id": session, "number": i + 1, "title": "关于" + name + "的建议", "received_on": "2026-01-10"})
			insert("evaluation_target", store.Columns{"panel_id": panel, "proposal_id": proposal, "unit_id": unit})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return p, d
}

// scoreFile is a workbook of two blocks, the second further down; the judges of the first are called by names the office does not have, so that nothing is
// recognised by itself.
func scoreFile(t *testing.T, judges ...string) string {
	t.Helper()
	f := excelize.NewFile()
	defer func() { _ = f.Close() }()
	line := 0
	put := func(cells ...any) {
		line++
		cell, err := excelize.CoordinatesToCellName(1, line)
		if err == nil {
			err = f.SetSheetRow("Sheet1", cell, &cells)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, unit := range []string{"县教育局", "县水务局"} {
		put("被评议单位：" + unit)
		put("指标", judges[0], judges[1], judges[2])
		put("组织领导", 90, 91, 92)
		put("沟通面商", 80, 81, 82)
		put("办理成效", 70, 71, 72)
		put("规范答复", 60, 61, 62)
		put()
	}
	path := filepath.Join(t.TempDir(), "评分.xlsx")
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	return path
}

// press taps the button of that role and title over the picture.
func (l *layoutStep) press(t *testing.T, role, title string) {
	t.Helper()
	seen := false
	for _, o := range l.content.(*fyne.Container).Objects[0].(*fyne.Container).Objects {
		if b, ok := o.(*kit.Button); ok && seen && b.Text == title {
			test.Tap(b)
			return
		}
		if strings.Contains(fyneText(o), role) {
			seen = true
		}
	}
	t.Fatalf("no button %s %s", role, title)
}

func fyneText(o fyne.CanvasObject) string {
	c, ok := o.(*fyne.Container)
	if !ok {
		if l, ok := o.(*kit.Label); ok {
			return l.Text
		}
		return ""
	}
	text := ""
	for _, child := range c.Objects {
		text += fyneText(child)
	}
	return text
}

// goTo chooses cells by the keyboard, from A1.
func (l *layoutStep) goTo(a cells.Area) {
	v := l.view
	v.Select(cells.Area{})
	for range a.Top {
		v.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	}
	for range a.Left {
		v.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	}
	v.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	for range a.Bottom - a.Top {
		v.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	}
	for range a.Right - a.Left {
		v.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	}
	v.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
}

func TestScoresArePointedAtAndRemembered(t *testing.T) {
	p, d := scoreWizard(t)
	p.Preview([]string{scoreFile(t, "甲某", "乙某", "丙某")})
	p.chooseKind(evaluation.Scores.Name)
	wantStep(t, p, stepTable)
	wantShown(t, d, "还没有指明评委、指标、被评对象在哪里", "被评议单位：县教育局")
	l := p.layout
	l.goTo(cells.Area{Top: 1, Bottom: 1})
	l.press(t, "评委", "这一行")
	l.goTo(cells.Area{Top: 2, Bottom: 2})
	l.press(t, "指标", "这一列")
	wantShown(t, d, "还没有指明被评对象在哪里", "评委：第 2 行", "指标：A 列")
	l.goTo(cells.Area{})
	l.press(t, "被评对象", "这一格")
	wantShown(t, d, "被评议单位：*", "共 2 块", "第一块 工作表「Sheet1」A1:D6（县教育局，评委 3 人，指标 4 项）", "都读到了")
	l.name.SetText("两块的表")
	test.Tap(p.take)
	wantStep(t, p, stepRows) // a layout says what the columns are
	test.Tap(p.back)
	wantStep(t, p, stepTable)
	p.goTo(stepColumns)
	wantStep(t, p, stepTable)
	test.Tap(p.take)
	wantShown(t, d, "退回 6", "3 个名称不认识", "「甲某」是不认识的评委，有 2 处")
	for _, name := range []string{"评一", "评二", "评三"} {
		p.rows.words.answer(answerIs + name)
	}
	wantShown(t, d, "新增 6", "写入 6 行")
	test.Tap(p.take)
	wantCount(t, d, evaluation.Scores, 6)

	t.Run("recognised the next time", func(t *testing.T) {
		p.Preview([]string{scoreFile(t, "评一", "评二", "评三")})
		wantStep(t, p, stepRows)
		wantShown(t, d, "按上次的版式「两块的表」读取，共 2 块", "相同 6")
		p.goTo(stepTable)
		if l.name.Text != "两块的表" || len(l.kinds) != 1 || l.kinds[0].Names[intake.RoleTarget].Pattern != "被评议单位：*" {
			t.Errorf("shown as %q, %+v", l.name.Text, l.kinds)
		}
	})
}

func TestPointingThatDoesNotFitIsSaid(t *testing.T) {
	p, d := scoreWizard(t)
	p.Preview([]string{scoreFile(t, "甲某", "乙某", "丙某")})
	p.chooseKind(evaluation.Scores.Name)
	l := p.layout
	for _, say := range []struct {
		role, title string
		at          cells.Area
	}{{"评委", "这一行", cells.Area{Top: 1, Bottom: 1}}, {"指标", "这一列", cells.Area{}}, {"被评对象", "这一格", cells.Area{Top: 6, Bottom: 6}}} {
		l.goTo(say.at)
		l.press(t, say.role, say.title)
	}
	wantShown(t, d, "这样指不行", "被评对象在 A7，这一格是空的。")
	l.goTo(cells.Area{})
	l.press(t, "被评对象", "这一格")
	wantShown(t, d, "共 2 块")
	l.goTo(cells.Area{Top: 2, Left: 1, Bottom: 5, Right: 2})
	l.press(t, "被评对象", "分数区域")
	wantShown(t, d, "分数区域：B3:C6", "共 2 块")
}

func TestDoubtfulTotalIsDecidedOn(t *testing.T) {
	p, d := scoreWizard(t)
	p.Preview([]string{csv(t, "评分.csv", "县教育局,,,\n指标,评一,评二,评三\n组织领导,90,91,92\n沟通面商,80,81,82\n办理成效,70,71,72\n规范答复,60,61,62\n合计,300,305,308\n")})
	wantStep(t, p, stepRows)
	wantShown(t, d, "待确认 1", "新增 2", "1 行印的合计与分数不符", "C7 印的是 305，各项之和却是 304")
	p.rows.grid.Select(2)
	p.rows.decide(take.Decision{Do: take.DecideNew})
	wantShown(t, d, "新增 3")
	test.Tap(p.take)
	wantCount(t, d, evaluation.Scores, 3)
}
