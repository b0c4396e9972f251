package proposal

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// How lists write the part of each unit into the cell of 承办单位: 县水务局（主办）、县财政局（会办）; 主办：县公安局 会办：县财政局; 县民政局牵头，县财政局配合.
var (
	leadWords  = `主办|承办|独办|单办|牵头|分办`
	helpWords  = `会办|协办|配合|协助`
	roleBehind = regexp.MustCompile(`^(.+?)(?:[（(](` + leadWords + `|` + helpWords + `|主|会|协)(?:单位)?[）)]|(` + leadWords + `|` + helpWords + `))$`)
	roleBefore = regexp.MustCompile(`(` + leadWords + `|` + helpWords + `)(?:单位[:：]?|[:：])`)
	roleWithin = regexp.MustCompile(`^([^（(]+)[（(](?:` + helpWords + `)(?:单位)?[:：]([^）)]+)[）)]$`) // 县水务局（会办：县财政局）
	roleWord   = regexp.MustCompile(`^(?:(` + leadWords + `|主)|(` + helpWords + `|会|协))(?:单位)?$`)
	roleMark   = regexp.MustCompile(`[（(:：](?:` + leadWords + `|` + helpWords + `)|(?:` + leadWords + `|` + helpWords + `)(?:单位)?[）):：]`)
)

// RolesKnown are the words that UnitRole knows, as sentences list them.
const RolesKnown = "主办（承办、独办、单办、牵头）、分办、会办（协办、配合、协助）"

// UnitRole is the part of a unit that a word of a ledger is for, "" for another word.
func UnitRole(text string) string {
	switch m := roleWord.FindStringSubmatch(text); {
	case m == nil:
		return ""
	case m[2] != "":
		return docket.RoleCo
	case m[1] == docket.RoleSplit:
		return docket.RoleSplit
	default:
		return docket.RoleLead
	}
}

// WithRole are the units with their part behind each, as ledgers write it.
func WithRole(units, role string) string {
	names := zh.SplitNames(apart(units))
	for i, name := range names {
		if roleBehind.FindStringSubmatch(name) == nil {
			names[i] = name + "（" + role + "）"
		}
	}
	return zh.JoinNames(names)
}

// UnitNames are the units of a cell, without the parts it may write beside them.
func UnitNames(text string) []string {
	text = apart(text)
	for _, read := range []func(string) (lead, help []string, ok bool){
		unitsWithin, unitsBefore, func(text string) ([]string, []string, bool) { return unitsBehind(zh.SplitNames(text)) },
	} {
		if lead, help, ok := read(text); ok {
			names := append(lead, help...)
			for i, name := range names {
				if m := roleBehind.FindStringSubmatch(name); m != nil {
					names[i] = m[1]
				}
			}
			return names
		}
	}
	return zh.SplitNames(text)
}

// OnlyHelp reports whether all units have a part behind them and none of them leads.
func OnlyHelp(units string) bool {
	return !slices.ContainsFunc(zh.SplitNames(units), func(name string) bool {
		m := roleBehind.FindStringSubmatch(name)
		return m == nil || !helps(m[2]+m[3])
	})
}

// Unparted is the first of the units written one below the other that has no part though others have one, "" when there is none: the only one
// without leads where no other does.
func Unparted(units []string) string {
	var bare []string
	leads, said := false, false
	for _, name := range units {
		m := roleBehind.FindStringSubmatch(name)
		if m == nil {
			bare = append(bare, name)
			continue
		}
		leads, said = leads || !helps(m[2]+m[3]), true
	}
	if len(bare) == 0 || !said || len(bare) == 1 && !leads {
		return ""
	}
	return bare[0]
}

// partUnits puts the units of 主办单位 that are said to help into 会办单位. A cell that speaks of parts, and leaves that of a unit open, is refused.
func partUnits(v record.Values) error {
	if text := v["co_units"]; text != "" {
		v["co_units"] = apart(text)
	}
	text := apart(v["lead_units"])
	if text == "" {
		return nil
	}
	v["lead_units"] = text
	lead, help, ok := unitsWithin(text)
	if !ok {
		lead, help, ok = unitsBefore(text)
	}
	if !ok {
		lead, help, ok = unitsBehind(zh.SplitNames(text))
	}
	switch {
	case ok:
		v["lead_units"] = zh.JoinNames(lead)
		if len(help) > 0 || v["co_units"] != "" {
			v["co_units"] = zh.JoinNames(append(help, onlyHelping(v["co_units"])...))
		}
		if len(lead) > 1 && v["handling"] == "" && strings.Contains(text, docket.RoleSplit) {
			v["handling"] = docket.RoleSplit
		}
	case roleMark.MatchString(text):
		return store.Refuse(store.CodeInvalid, "「主办单位」写的是「%s」，看不清各单位的分工；请写成「甲单位（主办）、乙单位（会办）」，或把会办的写在「会办单位」一栏。", text)
	}
	return nil
}

// onlyHelping are the units of 会办单位 without the word for what they do.
func onlyHelping(text string) []string {
	names := zh.SplitNames(apart(text))
	for i, name := range names {
		if m := roleBehind.FindStringSubmatch(name); m != nil && helps(m[2]+m[3]) {
			names[i] = m[1]
		}
	}
	return names
}

// apart is the cell with units that a stroke or blanks part as lists part them. Blanks within a name, as in 县 水 务 局, are none such.
func apart(text string) string {
	text = unnumbered(strings.NewReplacer("/", "、", "\uff0f", "、").Replace(text))
	names := zh.SplitNames(text)
	for _, name := range names {
		words := strings.Fields(name)
		if len(words) > 1 && !slices.ContainsFunc(words, func(word string) bool { return utf8.RuneCountInString(word) < 3 }) {
			text = strings.ReplaceAll(text, name, strings.Join(words, "、"))
		}
	}
	return text
}

// numberMark is the number before one of several units of a cell: 1. 2、 （3） ④.
var numberMark = regexp.MustCompile(`(?:(\d{1,2})[.、\x{ff0e}]|[（(](\d{1,2})[）)]|(\d{1,2})[）)]|([①-⑳]))\s*`)

// unnumbered is the cell with the numbers 1, 2, ... before its units taken for what parts them; other numbers are of names.
func unnumbered(text string) string {
	marks := numberMark.FindAllStringSubmatchIndex(text, -1)
	if len(marks) < 2 || strings.TrimSpace(text[:marks[0][0]]) != "" {
		return text
	}
	var names []string
	for i, at := range marks {
		end := len(text)
		if i+1 < len(marks) {
			end = marks[i+1][0]
		}
		name := strings.Trim(text[at[1]:end], " 、，,；;\n\r\t")
		if numberOf(text, at) != i+1 || name == "" {
			return text
		}
		names = append(names, name)
	}
	return zh.JoinNames(names)
}

// numberOf is the number that a match of numberMark has.
func numberOf(text string, at []int) int {
	for group := 2; group < 8; group += 2 {
		if at[group] >= 0 {
			n, _ := strconv.Atoi(text[at[group]:at[group+1]]) // one or two digits
			return n
		}
	}
	r, _ := utf8.DecodeRuneInString(text[at[8]:])
	return int(r-'①') + 1
}

// unitsWithin reads the units that help in brackets behind the one that leads.
func unitsWithin(text string) (lead, help []string, ok bool) {
	m := roleWithin.FindStringSubmatch(text)
	if m == nil || len(zh.SplitNames(m[1])) != 1 {
		return nil, nil, false
	}
	return []string{m[1]}, zh.SplitNames(m[2]), true
}

// helps reports whether a mark is that of units that help.
func helps(mark string) bool { return strings.Contains(helpWords, mark) }

// unitsBefore reads units behind what they do: 主办：甲 会办：乙、丙.
func unitsBefore(text string) (lead, help []string, ok bool) {
	marks := roleBefore.FindAllStringSubmatchIndex(text, -1)
	if len(marks) == 0 || strings.TrimSpace(text[:marks[0][0]]) != "" {
		return nil, nil, false
	}
	for i, at := range marks {
		end := len(text)
		if i+1 < len(marks) {
			end = marks[i+1][0]
		}
		var units []string
		for _, name := range zh.SplitNames(text[at[1]:end]) {
			units = append(units, strings.Fields(name)...)
		}
		if text[at[2]:at[3]] == "" || len(units) == 0 {
			return nil, nil, false
		}
		if helps(text[at[2]:at[3]]) {
			help = append(help, units...)
		} else {
			lead = append(lead, units...)
		}
	}
	return lead, help, len(lead) > 0
}

// unitsBehind reads units before what they do; of several one may be without, which then is the lead.
func unitsBehind(names []string) (lead, help []string, ok bool) {
	var bare []string
	split := false
	for _, name := range names {
		m := roleBehind.FindStringSubmatch(name)
		switch {
		case m == nil:
			bare = append(bare, name)
		case helps(m[2] + m[3]):
			if len(lead) == 1 && !split { // 甲（主办）、乙、丙（会办）: there is one lead
				help, bare = append(help, bare...), nil
			}
			help = append(help, m[1])
		default:
			lead, split = append(lead, m[1]), split || m[2]+m[3] == docket.RoleSplit
		}
	}
	if len(bare) == 1 && len(lead) == 0 {
		lead, bare = bare, nil
	}
	return lead, help, len(bare) == 0 && len(lead) > 0 && len(names) > len(bare) && (len(help) > 0 || len(names) == len(lead))
}
