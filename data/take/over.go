package take

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"cppccdesk/data/intake"
	"cppccdesk/data/record"
)

// takeGroupWord takes what a row over others says of each of them, as 一、农林水利类（2件） does: the word of a field that the row leaves open. What is no
// such word is named, as it is not taken in.
func (im *Import) takeGroupWord(t *taking) {
	group := t.row.Group
	if group == "" {
		return
	}
	if group != im.over.group { // else that of the row before
		im.over = im.readOver(group)
	}
	line := fmt.Sprintf("第 %d 行", t.row.Line)
	im.noteOtherwise(fmt.Sprintf("分组「%s」", group), im.over.field, im.over.word, t.row, t.values)
	switch over := im.over; {
	case over.period: // read with the year of the row
	case over.field == nil && !slices.ContainsFunc(im.Kind.Fields, func(f record.Field) bool { return alike(t.values[f.Key], group) }):
		im.odd.note(fmt.Sprintf("分组「%s」没有录入", group), line)
	case over.field != nil && t.values[over.field.Key] == "":
		t.values[over.field.Key] = over.word
		im.odd.note(fmt.Sprintf("按分组「%s」录入了「%s」%s", group, over.field.Title, over.word), line)
	}
}

// noteOtherwise names a row that says otherwise of a field than what is over it, and keeps its own word.
func (im *Import) noteOtherwise(where string, f *record.Field, word string, row intake.Row, values record.Values) {
	if f != nil && row.Has(f.Key) && values[f.Key] != "" && !slices.Contains(values.Many(f.Key), word) {
		im.odd.note(fmt.Sprintf("%s说的「%s」是%s，行里写的不同，照行里写的录入", where, f.Title, word), fmt.Sprintf("第 %d 行", row.Line))
	}
}

// over is what a row over others says.
type over struct {
	group  string
	period bool          // a year or a session
	field  *record.Field // of whose words it is one; nil: of none, or of several fields'
	word   string
}

func (im *Import) readOver(group string) over {
	o := over{group: group, period: len(intake.PeriodsOf(group, false)) > 0}
	o.field, o.word = im.wordOver(group)
	return o
}

// alike reports whether a group repeats what a value of the row says.
func alike(value, group string) bool {
	return value != "" && (strings.Contains(group, value) || strings.Contains(value, groupStem(group)))
}

// overEnds are what stands behind the word of a group: 类 of 农林水利类.
var overEnds = []string{"类提案", "类", "提案", "建议", "方面"}

// wordOver is the one field with the word that a group is called by, nil for none and for several.
func (im *Import) wordOver(group string) (only *record.Field, word string) {
	return im.wordOfForms(formsOver(groupStem(group)))
}

// formsOver are the ways in which a word may stand over rows: 农林水利类, 农林水利.
func formsOver(stem string) []string {
	forms := []string{stem}
	for _, end := range overEnds {
		if short, found := strings.CutSuffix(stem, end); found && short != "" {
			forms = append(forms, short)
		}
	}
	return forms
}

// wordOfForms is the one field that has one of the forms for a word.
func (im *Import) wordOfForms(forms []string) (only *record.Field, word string) {
	for i := range im.Kind.Fields {
		f := &im.Kind.Fields[i]
		said, ok := im.saysOver(f, forms)
		switch {
		case !ok:
		case only != nil:
			return nil, ""
		default:
			only, word = f, said
		}
	}
	return only, word
}

// saysOver is the value of a field that is one of the forms of a group's name.
func (im *Import) saysOver(f *record.Field, forms []string) (value string, ok bool) {
	if f.ListOnly || f.Part != nil {
		return "", false
	}
	if _, yesNo := f.Typed().(record.YesNo); yesNo {
		if f.Key == "is_key" && slices.ContainsFunc(forms, func(form string) bool { return form == "一般提案" || form == "非重点提案" }) {
			return "否", true
		}
		return "是", slices.Contains(forms, strings.TrimPrefix(f.Title, "是否"))
	}
	if f.OneNumber {
		return groupOver(f, forms)
	}
	words := im.dictionary[f.Dictionary()]
	if word, closed := f.Typed().(record.Word); closed && f.Dictionary() == "" {
		words = word.Words
	}
	for _, form := range forms {
		if slices.Contains(words, form) {
			return form, true
		}
		if word, known := im.word(f.Dictionary(), form); known && f.Dictionary() != "" {
			return word, true
		}
	}
	return "", false
}

// groupCalled is what a group is called over its people: 第一组, 3组, 第2监督小组.
var groupCalled = regexp.MustCompile(`^第?([0-9一二三四五六七八九十]+)(监督|民主监督)?(小组|组)$`)

// groupOver is the number of the group that a row over others is called by.
func groupOver(f *record.Field, forms []string) (number string, ok bool) {
	if !slices.Contains(slices.Concat([]string{f.Title}, f.Aliases), "组别") {
		return "", false
	}
	for _, form := range forms {
		if groupCalled.MatchString(form) {
			if n := record.PlainNumber(form); n > 0 {
				return record.WholeNumber(n), true
			}
		}
	}
	return "", false
}
