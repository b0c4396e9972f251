package proposal

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/uptrace/bun"

	"cppccdesk/data/record"
)

// The parts of a text: what is the matter, why, and what to do (domain 3: 情况—分析—建议，一事一案).
const (
	partMatter = iota
	partReason
	partAdvice
)

var textParts = [...]string{partMatter: "情况", partReason: "分析", partAdvice: "建议"}

// How a text of a proposal is to be.
const (
	leastAdvice = 20   // percent of the text that say what to do; less is hinted at
	mostLetters = 1500 // 原则不超过 1500 字
)

// Text is what can be told of a proposal's text without understanding it: its length and, where its headings part it, that of its parts.
type Text struct {
	Letters int
	Parted  bool                // headings part it
	Parts   [len(textParts)]int // characters of each without its heading
	Advised bool                // it says 建议 at all
}

var (
	// ordinal is the number that begins a heading; its form is the level of the heading.
	ordinal = regexp.MustCompile(`^(?:(第?[一二三四五六七八九十]+(?:部分|[、．.]))|([（(][一二三四五六七八九十]+[）)])|(\d+[、．.])|([（(]\d+[）)]))\s*`)
	// inline is a part that begins with its name in the line of its text.
	inline = regexp.MustCompile(`^(?:【(情况|分析|建议)】|(情况|分析|建议)[：:])`)
	// advises leads to what is advised: 为此，提出以下建议：
	advises = regexp.MustCompile(`建议(如下)?[：:]$`)
	// headings are what the headings of the parts end in.
	headings = [...]*regexp.Regexp{
		partMatter: regexp.MustCompile(`(情况|现状|背景|问题|困难|短板|不足)$`),
		partReason: regexp.MustCompile(`(分析|原因|成因|理由)$`),
		partAdvice: regexp.MustCompile(`(建议|对策|措施|办法|举措)$`),
	}
)

// longestHeading is how many characters a heading may have, and a line that leads to what is advised.
const longestHeading = 20

// ReadText looks at a text of a proposal. Parts come in their order, the headings of all have a number of one form; what stands before the first of them
// is what the matter is.
func ReadText(body string) Text {
	t := Text{Advised: strings.Contains(body, textParts[partAdvice])}
	part, level := -1, -1
	for line := range strings.Lines(body) {
		t.Letters += Letters(line)
		line = strings.TrimSpace(line)
		next, at, rest := headingOf(line)
		if next <= part || level >= 0 && at >= 0 && at != level {
			t.Parts[max(part, partMatter)] += Letters(line)
			continue
		}
		part = next
		if at >= 0 {
			level = at
		}
		t.Parts[part] += Letters(rest)
	}
	t.Parted = part >= 0
	return t
}

// headingOf is the part that a line begins, -1 for none, the level of its number, -1 for a line that is no heading by itself, and what stands behind it.
func headingOf(line string) (part, level int, rest string) {
	if m := inline.FindStringSubmatch(line); m != nil {
		return slices.Index(textParts[:], m[1]+m[2]), -1, line[len(m[0]):]
	}
	if part, level, rest := runInHeading(line); part >= 0 {
		return part, level, rest
	}
	if len([]rune(line)) > longestHeading || strings.HasPrefix(line, "关于") { // a title
		return -1, -1, ""
	}
	if advises.MatchString(line) {
		return partAdvice, -1, ""
	}
	if m := ordinal.FindStringSubmatch(line); m != nil {
		level = 1 + slices.IndexFunc(m[1:], func(form string) bool { return form != "" })
		line = line[len(m[0]):]
	}
	return partCalled(line), level, ""
}

// runInHeading is the part that a numbered heading begins with its text in the same line, 一、情况：县城路窄, -1 for none.
func runInHeading(line string) (part, level int, rest string) {
	m := ordinal.FindStringSubmatch(line)
	if m == nil {
		return -1, -1, ""
	}
	title := line[len(m[0]):]
	at := strings.IndexAny(title, "：:。")
	if at < 0 {
		return -1, -1, ""
	}
	_, mark := utf8.DecodeRuneInString(title[at:])
	title, rest = title[:at], strings.TrimSpace(title[at+mark:])
	if rest == "" || utf8.RuneCountInString(title) > longestHeading {
		return -1, -1, ""
	}
	return partCalled(title), 1 + slices.IndexFunc(m[1:], func(form string) bool { return form != "" }), rest
}

// partCalled is the part that a heading without its number names, -1 for none.
func partCalled(title string) int {
	title = strings.TrimSuffix(strings.TrimRight(title, "：:。 　"), "如下")
	return slices.IndexFunc(headings[:], func(ending *regexp.Regexp) bool { return ending.MatchString(title) })
}

// Shares says how much of the text each part is: 情况 55 %、分析 10 %、建议 35 %; "" for one without parts.
func (t Text) Shares() string {
	if !t.Parted {
		return ""
	}
	var words []string
	for i, name := range textParts {
		words = append(words, fmt.Sprintf("%s %d %%", name, t.share(i)))
	}
	return strings.Join(words, "、")
}

// share is the percentage of a part in what stands under the headings.
func (t Text) share(part int) int {
	all := 0
	for _, n := range t.Parts {
		all += n
	}
	if all == 0 {
		return 0
	}
	return (t.Parts[part]*200 + all) / (2 * all)
}

// Lacks says what a text that is not empty lacks, "" for nothing.
func (t Text) Lacks() string {
	var words []string
	switch {
	case t.Letters == 0:
	case t.Parted && t.Parts[partAdvice] == 0, !t.Parted && !t.Advised:
		words = append(words, "没有写建议，一事一案要有情况、有分析、有建议")
	case !t.Parted:
		words = append(words, "没有分段的标题，如「一、情况」「二、分析」「三、建议」")
	case t.share(partAdvice) < leastAdvice:
		words = append(words, fmt.Sprintf("建议不到 %d %%", leastAdvice))
	}
	if t.Letters > mostLetters {
		words = append(words, fmt.Sprintf("超过 %d 字", mostLetters))
	}
	return strings.Join(words, "；")
}

// Words say how much each part is and what the text lacks.
func (t Text) Words() string {
	words := []string{t.Shares(), t.Lacks()}
	return strings.Join(slices.DeleteFunc(words, func(w string) bool { return w == "" }), "；")
}

// tellsText says of a text, while it is typed, how long it is and its parts are, and what it lacks.
func tellsText(_ context.Context, _ bun.IDB, _ record.Scope, _ int64, value string) (record.Told, error) {
	t := ReadText(value)
	told := record.Told{Words: fmt.Sprintf("共 %d 字", t.Letters), Doubtful: t.Lacks() != ""}
	if words := t.Words(); words != "" {
		told.Words += "；" + words
	}
	return told, nil
}

// Letters counts the characters of a text as offices do: without spaces and line ends.
func Letters(text string) int {
	n := 0
	for _, r := range text {
		if !unicode.IsSpace(r) {
			n++
		}
	}
	return n
}
