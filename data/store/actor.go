package store

import (
	"strings"
	"unicode/utf8"

	"cppccdesk/data/cell"
)

// ActorSetting is the setting that names who works at this desk.
const ActorSetting = "office.actor"

// unnamedActor is who works while the office has named nobody.
const unnamedActor = "经办"

// actorLimit is how many characters the name of somebody who writes may have.
const actorLimit = 40

// WorkingPerson is who works at this desk, for the journal: the one the settings name.
func WorkingPerson(settings map[string]string) string {
	name, err := NamedPerson(settings[ActorSetting])
	if err != nil {
		return unnamedActor
	}
	return name
}

// NamedPerson gives the name under which somebody writes without the spaces around it. CodeInvalid when it is none: empty, too long, the
// program's own, or one with characters that cannot be seen.
func NamedPerson(name string) (string, error) {
	name = strings.TrimSpace(name)
	switch {
	case name == "":
		return "", Refuse(CodeInvalid, "经办人的姓名不能为空。")
	case name == systemActor:
		return "", Refuse(CodeInvalid, "「%s」是程序自己，不能作经办人。请写办事人的姓名。", name)
	case cell.Unseen(name) != "":
		return "", Refuse(CodeInvalid, "经办人的姓名里%s。", UnseenFault(cell.Unseen(name)))
	case utf8.RuneCountInString(name) > actorLimit:
		return "", Refuse(CodeInvalid, "经办人的姓名太长，最多 %d 个字。", actorLimit)
	}
	return name, nil
}
