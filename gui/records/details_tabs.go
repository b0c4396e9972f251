package records

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"cppccdesk/data/record"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/editor"
)

// DetailTabs are the tabs over a record in its details: those of the page, which it fills itself, and behind them 附件 and 历史, which every kind has.
// The tab in front stays the same from one record to the next.
type DetailTabs struct {
	Name    func() string // of the record shown, for what is written of it
	OnPhoto func()        // a photo was chosen or removed; may be nil
	OnFiles func()        // a file was added or removed; may be nil
	Refuses func() bool   // says why nothing can be changed, if so; nil: it can

	pane   *editor.DetailPane
	own    []kit.TabItem
	fill   func(key string) []fyne.CanvasObject
	row    *kit.Tabs
	files  *filesPanel
	course *coursePanel

	id   int64
	open bool // sensitive values are shown
}

// NewDetailTabs makes the tabs of records of a kind in the pane: own are those of the page, the first of which is in front, and fill is what is in them.
func NewDetailTabs(d *desk.Desk, kind *record.Kind, pane *editor.DetailPane, fill func(key string) []fyne.CanvasObject, own ...kit.TabItem) *DetailTabs {
	t := &DetailTabs{pane: pane, own: own, fill: fill, row: kit.NewTabs(recordTabs(own...)...)}
	t.row.OnChange = t.Front
	t.files = newFilesPanel(d, kind)
	t.files.refuses = t.refuses
	t.files.onPlaced = func(count string) {
		t.row.SetCount(tabFiles, count)
		t.Again(tabFiles)
	}
	t.files.onPhoto = func() {
		if t.OnPhoto != nil {
			t.OnPhoto()
		}
	}
	t.files.onKept = func() {
		if t.OnFiles != nil {
			t.OnFiles()
		}
	}
	t.course = newCoursePanel(d, kind)
	t.course.onPlaced = func() { t.Again(tabCourse) }
	t.course.onRestore = func(change record.CourseChange) {
		id := t.id
		if t.refuses() {
			return
		}
		restoreFormer(d, kind, id, t.Name(), change, func() {
			if t.id == id && t.row.Current() == tabCourse {
				t.course.show(id, t.open, t.course.only)
			}
		})
	}
	return t
}

// recordTabs are a page's own tabs with those every record has behind them.
func recordTabs(own ...kit.TabItem) []kit.TabItem {
	return append(slices.Clone(own), kit.TabItem{Key: tabFiles, Title: "附件"}, kit.TabItem{Key: tabCourse, Title: "历史"})
}

func (t *DetailTabs) refuses() bool { return t.Refuses != nil && t.Refuses() }

// Show is of the record with the id; open tells whether what is masked of it is shown.
func (t *DetailTabs) Show(id int64, open bool) {
	if id != t.id {
		t.row.SetCount(tabCourse, "")
	}
	t.id, t.open = id, open
	t.pane.SetTabs(t.row)
	t.files.show(id)
	t.Front(t.row.Current())
}

// SetOwn changes the page's own tabs: another record has other parts.
func (t *DetailTabs) SetOwn(own ...kit.TabItem) {
	if slices.Equal(own, t.own) {
		return
	}
	counts := [2]string{t.row.Count(tabFiles), t.row.Count(tabCourse)}
	front := t.row.Current()
	t.own = own
	t.row.SetItems(recordTabs(own...)...)
	t.row.SetCount(tabFiles, counts[0])
	t.row.SetCount(tabCourse, counts[1])
	if t.row.Current() != front {
		t.Front(t.row.Current())
	}
}

// SetCount shows beside a tab's title how much is in it, nothing for 0.
func (t *DetailTabs) SetCount(key string, n int) {
	text := ""
	if n > 0 {
		text = strconv.Itoa(n)
	}
	t.row.SetCount(key, text)
}

// SetChanges says beside 历史 how often the record was changed.
func (t *DetailTabs) SetChanges(n int) { t.SetCount(tabCourse, n) }

// ShowFiles brings 附件 to the front.
func (t *DetailTabs) ShowFiles() { t.Front(tabFiles) }

// Current is the key of the tab in front.
func (t *DetailTabs) Current() string { return t.row.Current() }

// Front brings a tab to the front.
func (t *DetailTabs) Front(key string) {
	t.row.Select(key)
	if key == tabCourse {
		t.course.show(t.id, t.open, "")
		return
	}
	t.Again(key)
}

// Again lays a tab out for what is in it now, if it is in front.
func (t *DetailTabs) Again(key string) {
	switch {
	case t.row.Current() != key:
	case key == tabFiles:
		t.pane.SetBody(t.files.content)
	case key == tabCourse:
		t.pane.SetBody(t.course.content)
	default:
		t.pane.SetBody(t.fill(key)...)
	}
}

// Turn goes to the tab after the one in front, or with by -1 to the one before it, round the ends of the row.
func (t *DetailTabs) Turn(by int) { t.row.Turn(by) }

// Dropped adds files dropped on the list of attachments, and tells whether they were.
func (t *DetailTabs) Dropped(at fyne.Position, paths []string) bool {
	if t.id == 0 || t.row.Current() != tabFiles || !within(t.pane, at) {
		return false
	}
	t.files.add(t.files.own(), paths)
	return true
}
