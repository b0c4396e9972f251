package gui

import (
	"cppccdesk/gui/desk"
	"cppccdesk/gui/home"
	"cppccdesk/gui/setting"
)

// addPages puts the pages on the rail in the order of a day's work.
func addPages(d *desk.Desk, version string) {
	d.Add(home.New(d))
	d.AddBottom(setting.New(d, version))
}
