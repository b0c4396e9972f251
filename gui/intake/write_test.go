package intake

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"cppccdesk/data/roster"
	"cppccdesk/data/store"
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
