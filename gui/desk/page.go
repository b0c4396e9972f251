package desk

import (
	"fyne.io/fyne/v2"

	"cppccdesk/data/store"
)

// Page is one entry of the rail. Its methods are called on the window's thread.
type Page interface {
	Key() string   // stable name, e.g. "proposal": under it the last page is remembered and Go finds it
	Title() string // in the rail and the top bar

	// Content is asked for once, before the page is first shown.
	Content() fyne.CanvasObject

	// TopBar is asked for once, too: search box and filter chips beside the title, buttons at the right edge.
	TopBar() (middle, right []fyne.CanvasObject)

	// Shown is called each time the page comes to the front, after Content: the moment to load.
	Shown()
}

// A page may do more; the window finds out by these small interfaces.
type (
	// Saver gets Ctrl+S.
	Saver interface{ Save() }

	// Stepper has a form of one record after another. It gets Ctrl+Enter, save and go on to the next, and PgUp and PgDn that no field used,
	// to the record before (-1) or after (1).
	Stepper interface {
		SaveNext()
		Step(by int)
	}

	// TabTurner has tabs over the record it shows. It gets Ctrl+Tab, to the tab after the one in front (1), and Ctrl+Shift+Tab, to the one before (-1).
	TabTurner interface{ TurnTab(by int) }

	// Creator gets Ctrl+N: begin a new record.
	Creator interface{ Create() }

	// Exporter writes what its list shows to a workbook.
	Exporter interface{ Export() }

	// Taker has records of which steps can be taken. It gets Ctrl+J and offers those of the records chosen, each by a digit; Ctrl+K finds them as commands.
	Taker interface {
		OfferSteps()
		StepCommands() []*Command
	}

	// Limited is a page that creates and exports, but not always: not in every tab, not in a closed term.
	Limited interface {
		CanCreate() bool
		CanExport() bool
	}

	// BatchEditor gives one field of all rows selected in its list a value.
	BatchEditor interface{ BatchEdit() }

	// Printer gets Ctrl+P: print what the page shows. What cannot be printed now is said, or CanPrint is false.
	Printer interface {
		Print()
		CanPrint() bool
	}

	// Escaper gets Esc that no field used.
	Escaper interface{ Escape() }

	// Searcher gets Ctrl+F: focus the search box.
	Searcher interface{ FocusSearch() }

	// Leaver is asked before another page is shown or the window closes. It calls then at once when nothing unsaved would be lost, else
	// after asking the user, or never.
	Leaver interface{ Leave(then func()) }

	// Changer hears, while it is shown, of every committed write; a page that is not shown loads anew when it is.
	Changer interface{ Changed(c store.Change) }

	// Helper names the heading of the manual that F1 opens instead of the page's own.
	Helper interface{ HelpTopic() string }

	// Under names the page of the rail that a hidden page belongs to: that one is marked while it is shown.
	Under interface{ Under() string }

	// Opener is shown with an argument given to Window.Open: a Listing, the id of a record.
	Opener interface{ Open(what any) }

	// Lister lists records of some kinds, by the kind's name, and takes a Listing of them as an Opener.
	Lister interface{ Lists(kind string) bool }
)
