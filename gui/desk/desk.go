// Package desk is what a page stands on: the window's frame (rail, bars, messages, dialogs), background tasks, and the desk itself, which
// knows the store, the year worked on and who works. The pages live in the packages beside it, one per area of work.
package desk

import (
	"context"
	"strconv"
	"strings"
	"time"

	"cppccdesk/data/calendar"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/form"
)

// Desk is the environment every page gets. Use it on the window's thread, except Store and Today, which any goroutine may ask.
//
// A page reads with Load(d.Tasks(), slot, work, done) where work asks d.Store().DB(), writes with d.Write, tells of errors with Fail and of
// success with Toast, and opens other pages with Open.
type Desk struct {
	*Window

	store    *store.Store
	state    State
	onImport func(paths []string)
	onCells  func(kind *record.Kind, headings []string, cells [][]string)
	onAs     func(kind *record.Kind, beside map[string]string, paths []string)
	onState  []func()
	onBackUp func()

	currentTerm int64        // whatever is looked at
	viewed      *roster.Term // looked at in place of the current one; nil: none

	lastWrite int64  // made by Write, for ToastUndo; 0 when it changed nothing
	lastPage  string // in front when lastWrite was asked for
	writing   int    // writes under way
	undoing   undoing

	awaited *awaited // nil: nothing waits for another year
	years   []int    // that can be worked on
}

// State is what the settings and the current term say of the work at hand.
type State struct {
	Scope    record.Scope
	Actor    string // who works, as the journal names him
	County   string
	Settings map[string]string
	Days     *calendar.Calendar // by the office's holiday notices; nil: only weekends are off
}

// ReadState reads the settings and the current term; a database without a term gives a zero TermID.
func ReadState(ctx context.Context, st *store.Store) (State, error) {
	settings, err := record.SettingMap(ctx, st.DB())
	if err != nil {
		return State{}, err
	}
	term, err := roster.CurrentTerm(ctx, st.DB())
	if err != nil {
		return State{}, err
	}
	state := State{Actor: store.WorkingPerson(settings), County: settings["office.county"], Settings: settings}
	state.Scope = record.Scope{Year: record.WorkYear(settings, st.Today()), TermID: term}
	state.Days, err = proposal.WorkCalendar(ctx, st.DB())
	return state, err
}

// New makes the desk of a window.
func New(w *Window, store *store.Store, state State) *Desk {
	d := &Desk{Window: w, store: store}
	d.SetState(state)
	return d
}

// Store is the open database.
func (d *Desk) Store() *store.Store { return d.store }

// OnlyRead says why nothing can be changed, "" where it can.
func (d *Desk) OnlyRead() string {
	why := d.store.Unwritten()
	if why == nil {
		return ""
	}
	return "只能查看，不能修改：" + store.Sentence(why)
}

// Refuses says why nothing can be changed, if so.
func (d *Desk) Refuses() bool {
	why := d.OnlyRead()
	if why != "" {
		d.Toast(why, "", nil)
	}
	return why != ""
}

// Year is the year worked on.
func (d *Desk) Year() int { return d.state.Scope.Year }

// Scope is the year and the term worked on, today.
func (d *Desk) Scope() record.Scope {
	scope := d.state.Scope
	scope.Day = d.Today()
	return scope
}

// Unsure says in few words which years that any of the days lies in have no holiday notice, "" when all have.
func (d *Desk) Unsure(days ...string) string {
	if d.state.Days == nil {
		return ""
	}
	words, _, _ := strings.Cut(d.state.Days.Unsure(days...), "，")
	return words
}

// Setting is the value of one of the office's settings.
func (d *Desk) Setting(key string) string { return d.state.Settings[key] }

// Actor is who works, for the journal.
func (d *Desk) Actor() string { return d.state.Actor }

// Today is the store's day as ISO text.
func (d *Desk) Today() string { return d.store.Today() }

// Calendar is what date fields of forms need.
func (d *Desk) Calendar() form.Calendar {
	return form.Calendar{Today: d.store.Now, Mark: d.mark}
}

func (d *Desk) mark(day time.Time) kit.DayMark {
	weekend := day.Weekday() == time.Saturday || day.Weekday() == time.Sunday
	works := !weekend
	if d.state.Days != nil {
		works = d.state.Days.IsWorkday(calendar.DateOf(day))
	}
	switch {
	case !works:
		return kit.DayOff
	case weekend:
		return kit.MakeUp
	default:
		return kit.Working
	}
}

// OpenImport leads the files through the import wizard; without paths the user is asked for them there.
func (d *Desk) OpenImport(paths ...string) {
	if d.onImport != nil {
		d.onImport(paths)
	}
}

// OnImport says who shows the import preview.
func (d *Desk) OnImport(f func(paths []string)) { d.onImport = f }

// OpenAs leads files through the import wizard as records of the kind; beside is what their rows say, by key, in fields that they have no column for.
func (d *Desk) OpenAs(kind *record.Kind, beside map[string]string, paths ...string) {
	if d.onAs != nil {
		d.onAs(kind, beside, paths)
	}
}

// OnAs says who shows the import preview of files of a kind.
func (d *Desk) OnAs(f func(kind *record.Kind, beside map[string]string, paths []string)) { d.onAs = f }

// OpenCells previews a block of cells pasted into a list of the kind; headings are the titles of the list's columns as shown, which name the
// columns of the block when its first row does not.
func (d *Desk) OpenCells(kind *record.Kind, headings []string, cells [][]string) {
	if d.onCells != nil {
		d.onCells(kind, headings, cells)
	}
}

// OnCells says who previews pasted cells.
func (d *Desk) OnCells(f func(kind *record.Kind, headings []string, cells [][]string)) { d.onCells = f }

// BackUp makes a verified copy of the data unless the last one already holds everything, and says so; the page in front is shown anew.
func (d *Desk) BackUp() {
	if d.onBackUp != nil {
		d.onBackUp()
	}
}

// OnBackUp says who makes the copy.
func (d *Desk) OnBackUp(f func()) { d.onBackUp = f }

// SetState changes year, term and actor after the settings changed, and tells whoever asked by OnState.
func (d *Desk) SetState(state State) {
	state = d.viewedScope(state)
	d.state = state
	d.Status().SetActor(state.Actor)
	office, short := officeLine(state), strconv.Itoa(state.Scope.Year)
	if d.viewed != nil {
		office, short = "正在查看"+d.viewed.Name, "往届"
	}
	d.SetOffice(office, short)
	for _, f := range d.onState {
		f()
	}
	d.arrive()
}

// OnState is called after year, term, actor or settings changed.
func (d *Desk) OnState(f func()) { d.onState = append(d.onState, f) }
