package gui

import (
	"cppccdesk/gui/desk"
	"cppccdesk/gui/evaluation"
	"cppccdesk/gui/home"
	"cppccdesk/gui/intake"
	"cppccdesk/gui/proposal"
	"cppccdesk/gui/report"
	"cppccdesk/gui/roster"
	"cppccdesk/gui/setting"
)

// addPages puts the pages on the rail in the order of a day's work.
func addPages(d *desk.Desk, version string) {
	d.Add(home.New(d))
	d.Add(roster.New(d))
	d.Add(proposal.New(d))
	d.Add(evaluation.New(d))
	d.Add(report.New(d))
	d.AddBottom(setting.New(d, version))
	d.AddUndo()
	preview := intake.New(d)
	d.AddHidden(preview)
	d.OnImport(preview.Preview)
	d.OnCells(preview.PreviewCells)
	d.OnDropped(preview.Preview)
}
