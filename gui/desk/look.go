package desk

import (
	"os"
	"strconv"

	"fyne.io/fyne/v2"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
)

const (
	prefTheme = "window.theme"
	prefScale = "window.scale"
)

// Modes are the themes a user can choose, as they are remembered and as they are called.
var Modes = []struct {
	Mode       look.Mode
	key, Title string
}{
	{look.ModeSystem, "system", "跟随系统"},
	{look.ModeLight, "light", "浅色"},
	{look.ModeDark, "dark", "深色"},
	{look.ModeContrast, "contrast", "高对比度"},
}

// Scales are the sizes a user can choose, in percent.
var Scales = []int{100, 110, 125, 150, 175, 200}

// ModeOf is the theme remembered on this computer; light until one was chosen.
func ModeOf(p kit.Prefs) look.Mode {
	for _, m := range Modes {
		if m.key == p.Get(prefTheme) {
			return m.Mode
		}
	}
	return look.ModeLight
}

// ScaleOf is the size remembered on this computer in percent; 100 until one was chosen.
func ScaleOf(p kit.Prefs) int {
	remembered, err := strconv.Atoi(p.Get(prefScale))
	for _, percent := range Scales {
		if err == nil && percent == remembered {
			return percent
		}
	}
	return Scales[0]
}

// scaleVariable is where Fyne looks for the size each time it works out how many pixels a unit has.
const scaleVariable = "FYNE_SCALE"

// ApplyScale makes windows of the remembered size. Call it before the window is made, which is when Fyne first asks. A size set for the
// program from outside holds until one is chosen in the program.
func ApplyScale(p kit.Prefs) error {
	if p.Get(prefScale) == "" {
		return nil
	}
	return os.Setenv(scaleVariable, strconv.FormatFloat(float64(ScaleOf(p))/100, 'f', 2, 64))
}

// Mode is the theme shown.
func (w *Window) Mode() look.Mode { return ModeOf(w.options.Prefs) }

// SetMode shows another theme at once, on every page, and remembers it.
func (w *Window) SetMode(mode look.Mode) {
	for _, m := range Modes {
		if m.Mode == mode {
			w.options.Prefs.Set(prefTheme, m.key)
		}
	}
	w.repaint()
	w.lookChanged()
}

// Scale is the size in percent.
func (w *Window) Scale() int { return ScaleOf(w.options.Prefs) }

// SetScale shows everything larger or smaller at once and remembers it. The window keeps its place on the screen.
func (w *Window) SetScale(percent int) {
	w.options.Prefs.Set(prefScale, strconv.Itoa(percent))
	if err := ApplyScale(w.options.Prefs); err != nil {
		w.Fail(err)
		return
	}
	canvas := w.native.Canvas()
	before, size := canvas.Scale(), canvas.Size()
	w.repaint()
	if after := canvas.Scale(); after > 0 && after != before {
		w.native.Resize(fyne.NewSize(size.Width*before/after, size.Height*before/after))
	}
	w.lookChanged()
}

// repaint has Fyne ask for colours and sizes anew: a new theme is the one thing that makes it do so. What is not in the window now paints
// itself anew when it is next shown; see look.Renderer.
func (w *Window) repaint() { fyne.CurrentApp().Settings().SetTheme(look.NewTheme(w.Mode())) }

// OnLook is called after theme or size was changed, by whatever way.
func (w *Window) OnLook(f func()) { w.onLook = append(w.onLook, f) }

func (w *Window) lookChanged() {
	for _, f := range w.onLook {
		f()
	}
}

// addLookCommands declares the themes and sizes.
func (w *Window) addLookCommands() {
	for _, m := range Modes {
		w.AddCommand(Command{
			Menu: "查看", Sub: "主题", Title: "主题：" + m.Title, Short: m.Title, Group: 30,
			Checked: func() bool { return w.Mode() == m.Mode }, Do: func() { w.SetMode(m.Mode) },
		})
	}
	for _, percent := range Scales {
		text := strconv.Itoa(percent) + " %"
		w.AddCommand(Command{
			Menu: "查看", Sub: "显示大小", Title: "显示大小：" + text, Short: text, Group: 30,
			Checked: func() bool { return w.Scale() == percent }, Do: func() { w.SetScale(percent) },
		})
	}
}
