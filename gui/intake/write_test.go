package intake

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/gui/desk/desktest"
)

// elsewhere is a page that is no place to come back to, such as the bin.
type elsewhere struct{ standIn }

func (elsewhere) Key() string { return "elsewhere" }

func TestWhatTheUserDoesDuringTheWriteStands(t *testing.T) {
	units := "单位名称,单位简称,所属系统\n县教育局,,政府系统\n"
	other := csv(t, "别的.csv", units+"县农业局,,政府系统\n")
	for _, c := range []struct {
		name string
		do   func(p *Page)
		page string
		file string // "": none is left
	}{
		{"he goes to another page", func(p *Page) { p.desk.Go("elsewhere") }, "elsewhere", ""},
		{"he brings another file", func(p *Page) { p.start([]source{{path: other, scope: p.desk.Scope()}}) }, pageKey, "别的.csv"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, d := wizard(t)
			d.AddHidden(elsewhere{})
			p.Preview([]string{csv(t, "单位.csv", units)})
			wantStep(t, p, stepRows)
			var cancel func()
			cancel = d.Store().Subscribe(func(store.Change) {
				cancel()
				c.do(p)
			})
			test.Tap(p.take)
			wantCount(t, d, roster.Units, 1)
			file := ""
			if current := p.current(); current != nil {
				file = current.name()
			}
			if page := d.Current().Key(); page != c.page || file != c.file {
				t.Errorf("the end of the import shows %s with the file %q, want %s with %q", page, file, c.page, c.file)
			}
		})
	}
}

func TestImportOfSeveralYearsSaysHowManyOfEach(t *testing.T) {
	p, d := wizard(t)
	if err := d.Store().Write(t.Context(), "测试", "上年会议", func(ctx context.Context, tx *store.Tx) error {
		term, err := roster.EnsureTerm(ctx, tx, 11)
		if err != nil {
			return err
		}
		_, err = roster.EnsureSession(ctx, tx, term, 4, 2025)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	p.Preview([]string{csv(t, "提案台账.csv", "年度,案号,案由,提案单位,收到日期\n2025,1,修路的建议,县工商联,2025-02-01\n2025,2,架桥的建议,县工商联,2025-02-01\n2026,1,引水的建议,县工商联,2026-02-01\n")})
	p.goTo(stepRows)
	test.Tap(p.take)
	wantShown(t, d, "（2025 年 2 行、2026 年 1 行）")
}

// What was written and taken back since is said to be, and written again when the undo is undone.
func TestImportThatWasUndoneSaysSo(t *testing.T) {
	p, d := wizard(t)
	p.Preview([]string{csv(t, "单位.csv", "单位名称,单位简称,所属系统\n县教育局,,政府系统\n,无名,政府系统\n")})
	test.Tap(p.take)
	wantStep(t, p, stepWritten)
	for _, undone := range []bool{true, false} {
		if undone {
			d.Undo()
		} else {
			d.Redo()
		}
		p.Changed(store.Change{})
		text := desktest.Text(d.Native().Canvas().Content())
		if p.current().undone != undone || strings.Contains(text, "已撤销") != undone || strings.Contains(text, "其余各行已写入") == undone {
			t.Errorf("undone %v:\n%s", undone, text)
		}
	}
}
