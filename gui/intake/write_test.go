package intake

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"cppccdesk/data"
)

// elsewhere is a page that is no place to come back to, such as the bin.
type elsewhere struct{ standIn }

func (elsewhere) Key() string { return "elsewhere" }

func TestWhatTheUserDoesDuringTheWriteStands(t *testing.T) {
	units := "单位名称,单位简称,所属系统\n县教育局,,政府系统\n"
	for _, c := range []struct {
		name string
		do   func(p *Page)
		want func(t *testing.T, p *Page)
	}{
		{"he goes to another page", func(p *Page) { p.desk.Go("elsewhere") }, func(t *testing.T, p *Page) {
			if got := p.desk.Current().Key(); got != "elsewhere" {
				t.Errorf("the end of the import shows %s", got)
			}
		}},
		{"he brings another file", func(p *Page) {
			p.start([]source{{path: csv(t, "别的.csv", units+"县农业局,,政府系统\n"), scope: p.desk.Scope()}})
		}, func(t *testing.T, p *Page) {
			wantStep(t, p, stepRows)
			if len(p.sources) != 1 || p.sources[0].name() != "别的.csv" || p.sources[0].state != statePlanned {
				t.Errorf("files %+v", p.sources)
			}
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, d := wizard(t)
			d.AddHidden(elsewhere{})
			p.Preview([]string{csv(t, "单位.csv", units)})
			wantStep(t, p, stepRows)
			var cancel func()
			cancel = d.Store().Subscribe(func(data.Change) {
				cancel()
				c.do(p)
			})
			test.Tap(p.take)
			wantCount(t, d, data.Units, 1)
			c.want(t, p)
		})
	}
}
