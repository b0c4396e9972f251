package proposal

import (
	"regexp"
	"strings"

	"cppccdesk/data/record"
	"cppccdesk/data/zh"
)

// How lists write the part of each unit into the cell of 承办单位: 县水务局（主办）、县财政局（会办）; 主办：县公安局 会办：县财政局; 县民政局牵头，县财政局配合.
var (
	leadWords  = `主办|牵头|分办`
	helpWords  = `会办|协办|配合|协助`
	roleBehind = regexp.MustCompile(`^(.+?)(?:[（(](` + leadWords + `|` + helpWords + `)(?:单位)?[）)]|(` + leadWords + `|` + helpWords + `))$`)
	roleBefore = regexp.MustCompile(`(` + leadWords + `|` + helpWords + `)(?:单位)?[:：]`)
)

// partUnits puts the units of 主办单位 that are said to help into 会办单位, and leaves the cell alone where not every unit's part is clear.
func partUnits(v record.Values) {
	text := v["lead_units"]
	if text == "" || v["co_units"] != "" {
		return
	}
	lead, help, ok := unitsBefore(text)
	if !ok {
		lead, help, ok = unitsBehind(zh.SplitNames(text))
	}
	if ok {
		v["lead_units"], v["co_units"] = zh.JoinNames(lead), zh.JoinNames(help)
	}
}

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
		if strings.Contains(helpWords, text[at[2]:at[3]]) {
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
	for _, name := range names {
		m := roleBehind.FindStringSubmatch(name)
		switch {
		case m == nil:
			bare = append(bare, name)
		case strings.Contains(helpWords, m[2]+m[3]):
			help = append(help, m[1])
		default:
			lead = append(lead, m[1])
		}
	}
	if len(bare) == 1 && len(lead) == 0 {
		lead, bare = bare, nil
	}
	return lead, help, len(bare) == 0 && len(lead) > 0 && len(names) > len(bare) && (len(help) > 0 || len(names) == len(lead))
}
