package gui

import (
	"sync"

	"cppccdesk/gui/activity"
	"cppccdesk/gui/bin"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/evaluation"
	"cppccdesk/gui/home"
	"cppccdesk/gui/intake"
	"cppccdesk/gui/manual"
	"cppccdesk/gui/proposal"
	"cppccdesk/gui/records"
	"cppccdesk/gui/report"
	"cppccdesk/gui/roster"
	"cppccdesk/gui/setting"
	"cppccdesk/gui/supervision"
	"cppccdesk/gui/term"
)

// addPages puts the pages on the rail in the order of a day's work.
func addPages(d *desk.Desk, version string) {
	d.Add(home.New(d))
	d.Add(roster.New(d))
	d.Add(proposal.New(d))
	records.AddPaperCommands(d)
	d.Add(supervision.New(d))
	d.Add(evaluation.New(d))
	d.Add(activity.New(d))
	d.Add(report.New(d))
	d.AddBottom(setting.New(d, version))
	d.AddUndo()
	pages := sync.OnceValue(func() map[string]string { return seenOn(d) })
	d.OnUndo(func(tables []string, front string) string { return undoneOn(pages(), tables, front) })
	d.AddHidden(bin.New(d))
	d.AddHidden(bin.NewJournal(d))
	bin.AddCommands(d)
	preview := intake.New(d)
	d.AddHidden(preview)
	d.AddHidden(home.NewCalendar(d))
	d.AddHidden(manual.New(d))
	d.AddHidden(term.New(d))
	d.AddHidden(proposal.NewReviewMeetings(d))
	d.AddHidden(proposal.NewReview(d))
	d.AddHidden(proposal.NewHandovers(d))
	d.AddHidden(setting.NewWords(d))
	d.AddHidden(setting.NewDeadlines(d))
	d.AddHidden(setting.NewHolidays(d))
	d.AddHidden(setting.NewMoved(d))
	d.AddHidden(setting.NewReviews(d))
	d.AddHidden(report.NewForms(d))
	supervision.AddCommands(d)
	home.AddCommands(d)
	setting.AddCommands(d)
	term.AddCommands(d)
	d.OnImport(preview.Preview)
	d.OnCells(preview.PreviewCells)
	d.OnAs(preview.PreviewAs)
	d.OnDropped(preview.Preview)
}
