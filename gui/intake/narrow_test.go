package intake

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// narrowest is how wide the page is in the window of a small screen at 125 %: the rail is beside it.
const narrowest = 1024 - 148

// TestStepsFitANarrowWindow leads a file with refused and asked rows through the steps: none needs more than the narrow window has.
func TestStepsFitANarrowWindow(t *testing.T) {
	p, d := wizard(t)
	window := fyne.NewSize(1024, 576)
	d.Native().Resize(window)
	fits := func(when string) {
		t.Helper()
		if w := p.whole.MinSize().Width; w > narrowest {
			t.Errorf("%s: the page is %v wide, want at most %v", when, w, narrowest)
		}
		for _, o := range []fyne.CanvasObject{p.kinds, p.file, p.template, p.rejects, p.back, p.take, p.steps, p.body} {
			at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
			if !o.Visible() || at.X < 0 || at.X+o.Size().Width > window.Width {
				t.Errorf("%s: %T is at %v, %v wide", when, o, at.X, o.Size().Width)
			}
		}
	}
	long := "云岭县政协第十届委员会委员名册及联系方式一览表（2026年3月修订，报市政协联络委）"
	for _, files := range [][]string{
		{faulty},
		{csv(t, "委员.csv", "姓名,工作单位,手机\n张三,县一中,13800000001\n")},
		{csv(t, long+".csv", "姓名,工作单位,手机,性别,政治面貌,"+long+"\n张三,县一中,13911111111,男,群众党员,a\n王五,云岭县人力资源和社会保障局办公室,13933333333,女,很多党,b\n,县二中,13922222222,女,群众,c\n")},
		{
			csv(t, long+"一.csv", "案由,第一提案人,收到日期,分类,主办单位\n关于加强"+long+"的建议,张三,2026-03-01,没有的类,没有的局\n"),
			csv(t, long+"二.csv", "单位名称,单位简称\n县教育局,\n,\n"),
		},
	} {
		p.Preview(files)
		for s := stepFiles; s <= stepRows; s++ {
			p.goTo(s)
			fits(stepTitles[s])
		}
		if !p.take.Disabled() {
			test.Tap(p.take)
		}
		if d.Current().Key() != pageKey {
			continue // nothing of it was left over
		}
		p.show(stepWritten)
		fits(stepTitles[p.step])
	}
}
