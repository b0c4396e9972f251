package form

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"cppccdesk/gui/kit/look"
)

// What a field is about is read in full under the fields while it has the keyboard and its box has no room for that; nothing moves meanwhile.
func TestHintThatItsBoxCannotShowIsReadBelow(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.ModeLight))
	long := "计入的评分表不足这么多张的只有得分，不定等次；空着不限"
	f := New(Config{Fields: []Field{
		{Key: "least", Label: "定等至少（张）", Kind: FieldInt, Hint: long},
		{Key: "note", Label: "说明"},
		{Key: "manner", Label: "打分方式", Kind: FieldChoice, Hint: "扣分：评委填件数", Options: []Option{{Value: "打分"}, {Value: "扣分"}}},
		{Key: "year", Label: "年度", Hint: "空着是今年"},
	}})
	w := test.NewTempWindow(t, f)
	w.Resize(fyne.NewSize(360, 300))
	high := f.scroll.Size().Height
	for _, tc := range []struct{ key, value, want string }{
		{"least", "", "定等至少（张）：" + long}, {"note", "", ""}, {"manner", "扣分", "打分方式：扣分：评委填件数"}, {"year", "", ""}, {"year", "2026", "年度：空着是今年"},
	} {
		f.FocusField("least")
		f.Set(tc.key, tc.value)
		f.FocusField(tc.key)
		var said strings.Builder
		for _, o := range test.WidgetRenderer(f.hint).Objects() {
			said.WriteString(o.(*canvas.Text).Text)
		}
		if said.String() != tc.want || f.scroll.Size().Height != high || f.hint.Position().Y < high {
			t.Errorf("%s: %q, want %q; the fields have %v of %v", tc.key, said.String(), tc.want, f.scroll.Size().Height, high)
		}
	}
}
