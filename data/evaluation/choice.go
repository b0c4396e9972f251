package evaluation

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/width"

	"cppccdesk/data/record"
	"cppccdesk/data/scoring"
	"cppccdesk/data/store"
)

// Choice is one of those that an indicator may have in the place of points: 优 25.
type Choice struct {
	Name   string
	Points scoring.Points
}

// String is the choice as it is kept and shown.
func (c Choice) String() string { return c.Name + " " + c.Points.Decimal().String() }

const (
	mostChoices    = 9
	longestChoice  = 8 // characters
	choicesExample = "写成「优 25、良 20」这样，先名称后分数"
)

// writtenChoice is a choice at the beginning of a text, with what may stand between it and the next one.
var writtenChoice = regexp.MustCompile(`^([^\d\s,;/:=()]+)[\s:=(]*(\d+(?:\.\d{1,2})?)\s*分?\s*\)?[\s,;/]*`)

// plainMarks is a text in half width, with plain commas.
func plainMarks(text string) string {
	return strings.TrimSpace(width.Narrow.String(strings.ReplaceAll(text, "、", ",")))
}

// choicesIn reads choices as somebody writes them: 优25，良20; 优（25分） 良（20分）.
func choicesIn(text string) (all []Choice, ok bool) {
	for rest := plainMarks(text); rest != ""; {
		m := writtenChoice.FindStringSubmatch(rest)
		if m == nil {
			return nil, false
		}
		all = append(all, Choice{m[1], scoring.Points(hundredths(m[2]))})
		rest = rest[len(m[0]):]
	}
	return all, true
}

// canonicalChoices reads choices into the one way they are kept; the error follows the field's name.
func canonicalChoices(text string) (string, error) {
	all, ok := choicesIn(text)
	if !ok {
		return "", fmt.Errorf("请%s", choicesExample)
	}
	words := make([]string, len(all))
	for i, c := range all {
		words[i] = c.String()
	}
	return strings.Join(words, "、"), nil
}

// checkChoices refuses the choices of an indicator that contradict themselves or the rest of it.
func checkChoices(v record.Values) error {
	if v["choices"] == "" {
		return nil
	}
	all, ok := choicesIn(v["choices"])
	refuse := func(format string, args ...any) error {
		return store.Refuse(store.CodeInvalid, "指标「%s」的分档%s。", v["indicator"], fmt.Sprintf(format, args...))
	}
	switch {
	case v["manner"] == deducted:
		return refuse("不能填写：扣分的没有分档")
	case v["source"] != "":
		return refuse("不能填写：按数据的没有分档")
	case !ok:
		return refuse("请%s", choicesExample)
	case len(all) < 2 || len(all) > mostChoices:
		return refuse("至少写两档，至多 %d 档", mostChoices)
	}
	best := all[0].Points
	for i, c := range all {
		best = max(best, c.Points)
		for _, other := range all[:i] {
			switch {
			case other.Name == c.Name:
				return refuse("「%s」写了两次", c.Name)
			case other.Points == c.Points:
				return refuse("不能有相同的分：%s和%s都是 %s 分", other.Name, c.Name, c.Points.Decimal())
			}
		}
		if len([]rune(c.Name)) > longestChoice {
			return refuse("「%s」太长，至多 %d 个字", c.Name, longestChoice)
		}
	}
	if int64(best) != hundredths(v["max_score"]) {
		return refuse("与满分不符：满分应是最高一档的 %s 分", best.Decimal())
	}
	return nil
}

// Choose are the choices of the indicator, none where raters give points.
func (i *Indicator) Choose() []Choice {
	all, _ := choicesIn(i.Choices)
	return all
}

// chosen is the choice that a text means: by its name, its points, or both.
func (i *Indicator) chosen(text string) (Choice, bool) {
	all := i.Choose()
	if len(all) == 0 { // as of most schemes, of which each cell asks
		return Choice{}, false
	}
	text = plainMarks(text)
	at := slices.IndexFunc(all, func(c Choice) bool { return c.Name == text })
	if exact, err := readDecimal(strings.TrimSuffix(text, "分")); at < 0 && err == nil {
		at = slices.IndexFunc(all, func(c Choice) bool { return c.Points.Decimal().Equal(exact) })
	}
	if one, ok := choicesIn(text); at < 0 && ok && len(one) == 1 {
		at = slices.Index(all, one[0])
	}
	if at < 0 {
		return Choice{}, false
	}
	return all[at], true
}

// Given is what a rater gives the indicator as it is kept: the points of a choice that is named.
func (i *Indicator) Given(text string) string {
	if c, ok := i.chosen(text); ok {
		return c.Points.Decimal().String()
	}
	return plainPoints(text)
}

// Shown is what a rater gave the indicator as he chose it: the name of the choice, or the points.
func (i *Indicator) Shown(points string) string {
	if c, ok := i.chosen(points); ok {
		return c.Name
	}
	return points
}

// Settled reports whether what is typed of a choice can mean no other: nothing needs to be typed behind it.
func (i *Indicator) Settled(text string) bool {
	all := i.Choose()
	return slices.ContainsFunc(all, func(c Choice) bool { return c.Points.Decimal().String() == text || c.Name == text }) &&
		!slices.ContainsFunc(all, func(c Choice) bool {
			points := c.Points.Decimal().String()
			return points != text && strings.HasPrefix(points, text) || c.Name != text && strings.HasPrefix(c.Name, text)
		})
}

// sharedChoices has a field of indicators of several schemes read the choices of them all: a name that means different points by scheme stays a name,
// for the scheme of the sheet to say which. It is nil where none has any.
func sharedChoices(same []Indicator) func(text string) (string, bool) {
	if !slices.ContainsFunc(same, func(i Indicator) bool { return i.Choices != "" }) {
		return nil
	}
	return func(text string) (string, bool) {
		var found []string
		for i := range same {
			if c, ok := same[i].chosen(text); ok {
				if points := c.Points.Decimal().String(); !slices.Contains(found, points) {
					found = append(found, points)
				}
			}
		}
		if len(found) > 1 {
			return plainMarks(text), true
		}
		return strings.Join(found, ""), len(found) == 1
	}
}
