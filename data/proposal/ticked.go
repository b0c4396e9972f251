package proposal

import (
	"regexp"
	"strings"

	"cppccdesk/data/intake"
)

// opens are the answers to 是否公开 and what they mean.
var opens = map[string]string{
	"同意": "是", "同意公开": "是", "公开": "是", "是": "是", "不同意": "否", "不同意公开": "否", "不公开": "否", "否": "否",
}

var (
	openAnswer = regexp.MustCompile(`不同意公开|同意公开|不同意|不公开|同意|公开|是|否`)
	ticked     = regexp.MustCompile(`[√✓✔☑✅■●]`)
	marked     = regexp.MustCompile(`^\s*[(（\[]?\s*[√✓✔☑✅■●□☐○◯]`)
)

// tickedOpen reads the answer that is ticked of those printed: ☑是 □否, 是（√） 否（ ）, or written alone. form tells that answers are printed to be
// ticked; answer is "" where none is, or more than one.
func tickedOpen(text string) (answer string, form bool) {
	if answer, alone := opens[intake.Squeeze(text)]; alone {
		return answer, false
	}
	at := openAnswer.FindAllStringIndex(text, -1)
	if len(at) < 2 && !ticked.MatchString(text) {
		return "", false
	}
	before := marked.MatchString(text) // the boxes stand before the answers
	for i, where := range at {
		from, to := where[1], len(text)
		if i+1 < len(at) {
			to = at[i+1][0]
		}
		if before {
			from, to = 0, where[0]
			if i > 0 {
				from = at[i-1][1]
			}
		}
		if !ticked.MatchString(text[from:to]) {
			continue
		}
		if answer != "" || !before && i+1 < len(at) && behindBlank(text[from:to]) {
			return "", true // 是 √否: of which is it
		}
		answer = opens[text[where[0]:where[1]]]
	}
	return answer, true
}

// behindBlank reports whether a tick between two answers is nearer to the later one.
func behindBlank(between string) bool {
	return strings.TrimLeft(between, " \u3000\t/") != between && strings.TrimRight(between, " \u3000\t/") == between
}
