// Package records makes a list with its details and its form out of the declaration of a kind of record (record.Kind), so that the lists of
// members, supervisors, groups and units are declarations over it. The editor serves pages with a list of their own as well. What a kind
// holds and how it is stored is data's.
package records

import (
	"context"
	"iter"

	"fyne.io/fyne/v2"

	"cppccdesk/data/measure"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
)

// Config declares one list over a kind.
type Config struct {
	Kind    *record.Kind
	Key     string                                        // under which columns are remembered: roster.members
	Unit    string                                        // measure word: 人, 个
	Title   string                                        // field that names a record
	Tags    []string                                      // fields shown as tags in the details
	Names   []string                                      // fields that hold people's names, found by surname readings
	Numbers []string                                      // text fields sorted by value
	Sums    []string                                      // number fields whose sum and mean the foot tells of the records selected
	Flex    string                                        // field whose column takes what room there is
	Hide    []string                                      // columns not shown at first
	Share   float32                                       // of the width that the list has beside the details; 0: as usual
	Empty   string                                        // what an empty list says; "": how records are added
	Filters []Filter                                      // above the list
	Sources map[string]Source                             // what fields without a dictionary offer in the form
	Foot    func(shown iter.Seq[Row]) string              // what the foot says of the rows shown
	Tone    func(field string, v record.Values) look.Tone // how a cell is drawn; nil: plainly
	Menu    func(chosen []Row) []*fyne.MenuItem           // more that can be done with the rows chosen, by right-click
	Papers  []Paper                                       // there can be of its records: buttons of the details, and in the menu
	More    func(row Row) []More                          // what the details of a record open besides; nil: nothing
	Work    Work                                          // what stands behind a record, a button each that lists it; nil: nothing
	Taken   func(step string, ids []int64)                // told of a step that was taken of records; nil: nobody asks
	Note    func(row Row) *kit.Note                       // what the details of a record begin with; nil: nothing
	Typed   func(e *Editor, key string)                   // told of each change of a field of the form; nil: nobody asks
	Noted   string                                        // the field that Typed says something of: see Editor.Noted
}

// More is something the details of a record open: its points in their own list.
type More struct {
	Text string
	Do   func()
}

// Work counts the records behind one as known on a day, such as what a group did.
type Work func(ctx context.Context, st *store.Store, id int64, day string) ([]measure.Figure, error)

// Filter declares a chip: with Field a choice among the values that occur, with Keep a switch.
type Filter struct {
	Text  string
	Field string
	Keep  func(v record.Values) bool
}
