package kit

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"cppccdesk/gui/kit/look"
)

// A text that may take a few lines ends in … however long it is.
func TestParagraphEndsAfterItsLines(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.ModeLight))
	p := NewParagraph(strings.Repeat("关于超长案由测试", 60), look.TextSize, look.ToneNormal)
	p.Most = 3
	if got, want := p.HeightFor(300), 3*p.LineHeight(); got != want {
		t.Errorf("%v high, want %v", got, want)
	}
	if lines := p.wrapped(300); !strings.HasSuffix(lines[2], "…") && !strings.HasSuffix(lines[2], "···") && !strings.HasSuffix(lines[2], "⋯") {
		t.Errorf("ends in %q", lines[2])
	}
	p.SetText("短")
	if got := p.HeightFor(300); got != p.LineHeight() {
		t.Errorf("one line is %v high", got)
	}
}
