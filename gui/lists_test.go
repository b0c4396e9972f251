package gui

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"cppccdesk/data"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/kittest"
	"cppccdesk/gui/kit/look"
)

// What a column must show whole: numbers, dates and states are useless, or mean something else, without their ends. Told by its title, or by what
// is left of the cell.
var (
	wholeTitle = regexp.MustCompile(`号$|日期|余\(|年度|状态|性别|民族|届次|得分|排名|等次|电话|手机|数$|率$|进度|合计`)
	wholeCell  = regexp.MustCompile(`^[-\d.:%/ ]+…$`)
)

// lists opens every list of the window's pages and calls check on each.
func lists(s *session, check func(where string)) {
	for _, p := range s.desk.Pages() {
		s.desk.Go(p.Key())
		check(p.Title())
		_, opens := p.(desk.Opener)
		lister, shows := p.(desk.Lister)
		if !opens || !shows {
			continue
		}
		var keys []string
		if p.Key() == "roster" {
			keys = append(keys, "contacts", "birthdays")
		}
		for _, k := range data.Kinds() {
			if lister.Lists(k.Name) {
				keys = append(keys, k.Name)
			}
		}
		for _, key := range keys {
			p.(desk.Opener).Open(key)
			check(p.Title() + " " + key)
		}
	}
}

// cutIn lists what the lists shown cut of titles and of what must be whole.
func cutIn(o fyne.CanvasObject) (cut []string) {
	titles := map[float32]string{}
	texts := func(name string, visit func(text *canvas.Text)) {
		for _, w := range kittest.Widgets(o) {
			if of, _, _ := strings.Cut(reflect.TypeOf(w).Elem().Name(), "["); of != name {
				continue
			}
			for _, o := range test.WidgetRenderer(w).Objects() {
				if text, ok := o.(*canvas.Text); ok && text.Visible() {
					visit(text)
				}
			}
		}
	}
	note := func(text *canvas.Text) {
		if what := fmt.Sprintf("%s: %s", titles[text.Position().X], text.Text); !slices.Contains(cut, what) {
			cut = append(cut, what)
		}
	}
	texts("gridHeader", func(text *canvas.Text) { // before the rows, which lie under it
		titles[text.Position().X] = text.Text
		if strings.Contains(text.Text, "…") {
			note(text)
		}
	})
	texts("gridRow", func(text *canvas.Text) {
		if strings.Contains(text.Text, "…") && (wholeTitle.MatchString(titles[text.Position().X]) || wholeCell.MatchString(text.Text)) {
			note(text)
		}
	})
	return cut
}

// smallest are the smallest windows that everything has to fit: 1280x720, and 1366x768 with everything drawn at 125 %, of which Fyne makes 130 %.
var smallest = []fyne.Size{fyne.NewSize(1280, 720), fyne.NewSize(1366/1.3, 768/1.3)}

func TestListsCutNoTitlesNumbersAndDates(t *testing.T) {
	s := startSample(t)
	for _, size := range smallest {
		s.desk.Native().Resize(size)
		lists(s, func(where string) {
			for _, what := range cutIn(s.desk.Native().Canvas().Content()) {
				t.Errorf("%vx%v, %s: %s", size.Width, size.Height, where, what)
			}
		})
	}
}

// inLists are the texts that widgets of the lists draw.
func inLists(o fyne.CanvasObject, name string) (drawn []string) {
	for _, w := range kittest.Widgets(o) {
		if of, _, _ := strings.Cut(reflect.TypeOf(w).Elem().Name(), "["); of != name {
			continue
		}
		for _, o := range test.WidgetRenderer(w).Objects() {
			if text, ok := o.(*canvas.Text); ok && text.Visible() {
				drawn = append(drawn, text.Text)
			}
		}
	}
	return drawn
}

// The lists of 评议 show what tells raters and schemes apart, not what is the same of all in a panel.
func TestListsOfEvaluationShowWhatTellsApart(t *testing.T) {
	s := startSample(t)
	content := s.desk.Native().Canvas().Content()
	for _, size := range smallest {
		s.desk.Native().Resize(size)
		s.desk.Go("evaluation")
		s.desk.Open("evaluation", "panels")
		heads := inLists(content, "gridHeader")
		for _, want := range []string{"评委", "评委类别", "回避", "评议案号"} {
			if !slices.Contains(heads, want) {
				t.Errorf("%v: the raters have no column %s, but %q", size, want, heads)
			}
		}
		if slices.Contains(heads, "案由") || slices.Contains(heads, "牵头专委会") {
			t.Errorf("%v: the raters are shown with %q", size, heads)
		}
		s.desk.Open("evaluation", "rubrics")
		cells := inLists(content, "gridRow")
		for _, want := range []string{"提案办理质量评分表（两级百分制）", "单件百分制（按期取自提案记录）", "票决换算"} {
			if !slices.Contains(cells, want) {
				t.Errorf("%v: no scheme is called %s in %q", size, want, cells)
			}
		}
	}
}

// No list needs to be scrolled sideways to be read.
func TestListsFitTheWindow(t *testing.T) {
	s := startSample(t)
	slides := func() (shown bool) {
		kittest.Walk(s.desk.Native().Canvas().Content(), fyne.CanvasObject.Visible, func(o fyne.CanvasObject) {
			shown = shown || reflect.TypeOf(o).String() == "*grid.slider"
		})
		return shown
	}
	for _, size := range smallest {
		s.desk.Native().Resize(size)
		lists(s, func(where string) {
			if slides() {
				t.Errorf("%vx%v, %s scrolls sideways", size.Width, size.Height, where)
			}
		})
	}
	s.desk.Go("proposal")
	if s.desk.Native().Resize(fyne.NewSize(700, 500)); !slides() {
		t.Error("a list too narrow for its columns is not seen to scroll")
	}
}

// Nothing of a page, nor of the details of what is chosen in it, lies beside what scrolls it up and down: it could not be reached.
func TestNothingLiesOutsideItsScroll(t *testing.T) {
	s := startSample(t)
	content := s.desk.Native().Canvas().Content()
	beside := func(where string) {
		kittest.Walk(content, fyne.CanvasObject.Visible, func(o fyne.CanvasObject) {
			scroll, ok := o.(*container.Scroll)
			if !ok || scroll.Direction == container.ScrollHorizontalOnly {
				return
			}
			if need, room := scroll.Content.MinSize().Width, scroll.Size().Width; need > room+0.5 {
				t.Errorf("%s needs %v of %v at %v", where, need, room, s.desk.Native().Canvas().Size())
			}
		})
	}
	for _, size := range smallest {
		s.desk.Native().Resize(size)
		lists(s, func(where string) {
			beside(where)
			for _, w := range kittest.Widgets(content) {
				if list, ok := w.(fyne.Focusable); ok && strings.HasSuffix(reflect.TypeOf(w).String(), "rowList") {
					list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
				}
			}
			beside(where + ", the first one chosen")
		})
		s.desk.Go("activity")
		s.desk.Open("activity", "sheet")
		beside("参加情况")
	}
}

// What is to be done is on the first screen of the first page.
func TestFirstScreenShowsWhatIsToBeDone(t *testing.T) {
	s := startSample(t)
	for _, size := range smallest {
		s.desk.Native().Resize(size)
		s.desk.Go("home")
		shown := false
		for _, w := range kittest.Widgets(s.desk.Native().Canvas().Content()) {
			if label, ok := w.(*kit.Label); ok && strings.Contains(label.Text, "几个单位承办的各列一项") {
				at := look.PositionOf(label)
				shown = at.Y > 0 && at.Y+label.Size().Height < size.Height
			}
		}
		if !shown {
			t.Errorf("the foot of what is to be done is not in sight at %v", size)
		}
	}
}
