package proposal

import (
	"regexp"
	"strings"

	"cppccdesk/data/record"
	"cppccdesk/data/zh"
)

// secondsMark stands behind the name of a proposer who only seconds (附议).
const secondsMark = "（附议）"

var (
	secondsBehind = regexp.MustCompile(`\s*[（(]附议(?:人|者|委员)?[）)]$`)
	secondsWithin = regexp.MustCompile(`[（(]附议(?:人|者|委员)?[:：]\s*([^）)]+)[）)]`)
	secondsLabel  = regexp.MustCompile(`附议(?:人|者|委员)?[:：]\s*`)
	othersLabel   = regexp.MustCompile(`(?:第?[一二三四五六七八九十\d]*|领衔|主|首席|牵头)(?:提案|联名|联署|领衔)(?:人|者|委员)?[:：]`)
)

// withoutSeconds is the name without the mark of who only seconds, and whether it bears that.
func withoutSeconds(text string) (name string, seconds bool) {
	name = secondsBehind.ReplaceAllString(text, "")
	return name, name != text
}

// markSeconds marks each of the names.
func markSeconds(names []string) []string {
	marked := make([]string, len(names))
	for i, name := range names {
		name, _ = withoutSeconds(name)
		marked[i] = name + secondsMark
	}
	return marked
}

// secondsApart is a cell of proposers with the mark behind each who only seconds: 郭春（附议：苏若竹、何大勇）, 郭春 附议人：苏若竹.
func secondsApart(text string) string {
	text = secondsWithin.ReplaceAllStringFunc(text, func(part string) string {
		return "、" + zh.JoinNames(markSeconds(zh.SplitNames(secondsWithin.FindStringSubmatch(part)[1]))) + "、"
	})
	for {
		at := secondsLabel.FindStringIndex(text)
		if at == nil {
			return text
		}
		before, names, rest := text[:at[0]], text[at[1]:], ""
		if end := othersLabel.FindStringIndex(names); end != nil {
			names, rest = names[:end[0]], "、"+names[end[0]:]
		}
		text = strings.TrimSpace(before) + "、" + zh.JoinNames(markSeconds(zh.SplitNames(names))) + rest
	}
}

// meantSeconds is who is meant by a name that bears the mark.
func meantSeconds(meant record.Meant) record.Meant {
	if meant.Name != "" {
		meant.Name = zh.JoinNames(markSeconds(zh.SplitNames(meant.Name)))
	}
	meant.Likely = markSeconds(meant.Likely)
	if meant.Other != "" {
		meant.Other += secondsMark
	}
	return meant
}
