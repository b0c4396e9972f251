package take

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// readValues takes the cells of a row as values in canonical form. Cells of absent columns are not spoken of, nor are masked
// ones, which are counted: 138****5678 in an exported list must not take the place of the number.
func (im *Import) readValues(t *taking) error {
	row, values := t.row, record.Values{}
	t.values = values
	var marks []string // beside the name
	var refused []error
	unread := map[string]bool{}
	if err := im.readYear(t); err != nil {
		refused = append(refused, err)
	}
	for i := range im.Kind.Fields {
		f := &im.Kind.Fields[i]
		beside, err := im.readFieldOf(f, t)
		switch {
		case err == nil:
			marks = append(marks, beside...)
		case isRefusal(err):
			refused, unread[f.Key] = append(refused, err), true
		default:
			return err
		}
	}
	if len(refused) > 0 {
		return store.RefuseAll(append(refused, im.missing(values, unread)...)...)
	}
	if err := im.takeMerged(t); err != nil {
		return err
	}
	im.splitJob(row, values)
	if err := store.RefuseAll(im.missing(values, nil)...); err != nil {
		return err
	}
	if err := im.takeGroup(t); err != nil {
		return err
	}
	return im.takeMarks(row, marks, values)
}

// readFieldOf is readField of a field that the row speaks of.
func (im *Import) readFieldOf(f *record.Field, t *taking) (marks []string, err error) {
	switch row := t.row; {
	case f.ListOnly || f.Part != nil, f.Key == yearKey && row.Has(f.Key) && yearly(im.Kind):
		return nil, nil
	case !row.Has(f.Key):
		if text, told := im.options.Beside[f.Key]; told {
			t.values[f.Key] = text
		}
		return nil, nil
	case maskable(f) && record.IsMasked(row.Text(f.Key)):
		t.masked++
		return nil, nil
	default:
		if err := cmp.Or(row.Fault(f.Key), ownTitle(f, row)); err != nil || im.blank(f, t) || im.unsaidYesNo(f, row) || im.isOthers(f, t) {
			return nil, err
		}
		return im.readField(f, t)
	}
}

// lunarHeading is in headings of births by the lunar calendar: 出生日期（农历）.
var lunarHeading = regexp.MustCompile(`农历|阴历|旧历`)

// ownTitle refuses a cell of text that has the title of its own column, as a heading that was copied along has.
func ownTitle(f *record.Field, row intake.Row) error {
	switch f.Typed().(type) {
	case record.Text, record.Long, record.Name:
	default:
		return nil
	}
	if text := row.Text(f.Key); text == "" || squeezed(text) != f.Title || f.Dictionary() != "" {
		return nil
	}
	return store.Refuse(store.CodeInvalid, "「%s」一栏为「%s」，这是一栏的标题，不是内容；请改正，没有内容的请留空，再导入。", row.Header(f.Key), f.Title)
}

// missing refuses each required field without a value, but for those whose cells could not be read.
func (im *Import) missing(values record.Values, unread map[string]bool) (refused []error) {
	for _, f := range im.Kind.Fields {
		if f.Required && f.Part == nil && values[f.Key] == "" && !unread[f.Key] {
			refused = append(refused, store.Refuse(store.CodeInvalid, "缺少「%s」，请补上后再导入。", f.Title))
		}
	}
	return refused
}

// readField puts what a cell says into the row's values, and gives the marks beside what a record is called by.
func (im *Import) readField(f *record.Field, t *taking) ([]string, error) {
	value, marks, err := im.readOwn(f, t)
	if err != nil {
		value, err = im.readSpan(f, t, err)
	}
	if err != nil && t.keepCoarse(f, err) {
		return nil, nil
	}
	if f.Key == "birth_on" && value != "" && lunarHeading.MatchString(t.row.Header(f.Key)) && im.Kind.Field("birth_lunar") != nil && !t.row.Has("birth_lunar") {
		t.values["birth_lunar"] = "是"
	}
	if err == nil {
		err = cmp.Or(readClock(f, t), f.TooLong(value))
	}
	if err == nil && (value != "" || f.Default == "" && t.values[f.Key] == "") { // an empty cell says no more than a new record's form does, or than another cell
		t.values[f.Key] = value
	}
	return marks, err
}

// readOwn reads a cell as its field has it, and gives the marks beside what a record is called by.
func (im *Import) readOwn(f *record.Field, t *taking) (value string, marks []string, err error) {
	row := t.row
	_, name := f.Typed().(record.Name)
	switch {
	case name:
		if value, marks, err = im.readName(f, row); f.Key != "name" && len(marks) > 0 {
			im.odd.note(markWithoutField, lineOf(row, row.Text(f.Key)))
			marks = nil
		}
	case im.people[f.Key] != nil:
		value, err = im.readPeopleOf(f, row, t.values)
	case (f.Counted() || f.OneNumber) && row.Text(f.Key) != "":
		value, err = im.readNumber(f, t)
	case yearless(f, row):
		value, err = im.dayOfItsYear(f, t)
	default:
		value, err = im.readClockOr(f, t)
	}
	return value, marks, err
}

// blank reports whether a cell that may be empty holds a word in place of a value.
func (im *Import) blank(f *record.Field, t *taking) bool {
	row := t.row
	text := row.Text(f.Key)
	if f.Required || text == "" || slices.Contains(im.dictionary[f.Dictionary()], text) || f.Typed().Has(text) {
		return false
	}
	switch {
	case intake.IsNothing(text):
		if nothing := f.Typed().Nothing(); nothing != "" || f.Default == "" {
			t.values[f.Key] = nothing
		}
		t.unsaid = append(t.unsaid, f.Key)
		return true
	case intake.IsUndecided(text) && f.Dictionary() != "" && (f.Key == "status" || !holdsPeople(im.Kind)):
		return false
	case intake.IsUnknown(text):
		if intake.IsSameAsAbove(text) {
			im.odd.note(fmt.Sprintf("「%s」一栏写的是「%s」，没有取上一行的内容，当作空白", row.Header(f.Key), text), fmt.Sprintf("第 %d 行", row.Line))
			return true
		}
		t.unsaid = append(t.unsaid, f.Key)
		return true
	case tickedText(f, text):
		im.odd.note(fmt.Sprintf("「%s」一栏打了勾，没有写内容，当作空白", row.Header(f.Key)), fmt.Sprintf("第 %d 行", row.Line))
		return true
	}
	return false
}

// tickedText reports whether a tick is where a text is to be: under 督办领导 it says that there is one, not who.
func tickedText(f *record.Field, text string) bool {
	words, plain := f.Typed().(record.Text)
	return plain && words.Read == nil && intake.IsTick(text)
}

// unsaidYesNo reports whether an empty cell of 是 or 否 tells nothing: it is no 否. Cleared it is what nobody said.
func (im *Import) unsaidYesNo(f *record.Field, row intake.Row) bool {
	_, yesNo := f.Typed().(record.YesNo)
	return yesNo && row.Text(f.Key) == "" && !im.options.Clear
}

func maskable(f *record.Field) bool {
	switch f.Typed().(type) {
	case record.Phone, record.IDNumber:
		return true
	default:
		return f.Sensitive
	}
}

// readCell reads what a cell says as the field's type does, names of bodies and words of the office as the office has them.
func (im *Import) readCell(f *record.Field, row intake.Row) (string, error) {
	body := bodyOf(f)
	if err := im.refusePlaceholder(f, row); err != nil {
		return "", err
	}
	switch text := row.Text(f.Key); {
	case body != nil:
		return readEach(f, text, func(name string) (string, error) { return im.meantBody(f, body, row, name) })
	case f.Dictionary() != "":
		return readEach(f, text, func(word string) (string, error) { return im.meant(f, row, word) })
	default:
		value, err := f.Typed().Cell(row, f.Key)
		if word, ok := f.Typed().(record.Word); ok && err == nil && value != "" && word.Read == nil && word.From == nil {
			if _, err := word.Parse(value); err != nil {
				return "", store.Refuse(store.CodeInvalid, "「%s」一栏为「%s」，%s。", row.Header(f.Key), text, err)
			}
		}
		return value, err
	}
}

// refusePlaceholder refuses in a field that cannot be empty what is written in place of a value: 同上, 无 or the title of a column.
func (im *Import) refusePlaceholder(f *record.Field, row intake.Row) error {
	switch text := row.Text(f.Key); {
	case !f.Required || text == "":
		return nil
	case intake.IsSameAsAbove(text):
		return store.Refuse(store.CodeInvalid, "「%s」一栏为「%s」，这一栏不能空缺，请补上，或选「取上一行的内容」，再导入。", row.Header(f.Key), text)
	case intake.IsNothing(text) || intake.IsUnknown(text):
		return store.Refuse(store.CodeInvalid, "「%s」一栏为「%s」，这一栏不能空缺，请补上后再导入。", row.Header(f.Key), text)
	case im.Kind == roster.Units && f.Key == "name" && severalUnits(text):
		return store.Refuse(store.CodeInvalid, "「%s」一栏为「%s」，写了几个单位；一行只写一个，请分成几行，再导入。", row.Header(f.Key), text)
	case f.Dictionary() == "" && (im.isHeading(text) || slices.Contains(f.Aliases, squeezed(text))):
		return store.Refuse(store.CodeInvalid, "「%s」一栏为「%s」，这是一栏的标题，不是内容；请改正，没有内容的请删去这一行，再导入。", row.Header(f.Key), text)
	}
	return nil
}

// severalUnits reports whether a text is the names of several units: 县教育局、县财政局, 县教育局和县财政局 or 县教育局等. What is in brackets is of one name.
func severalUnits(text string) bool {
	named := func(name string) bool { _, ok := intake.BodyName(name); return ok }
	if first, others := strings.CutSuffix(text, "等"); others && named(first) {
		return true
	}
	if m := unitsJoined.FindStringSubmatch(text); m != nil && named(m[1]) && named(m[2]) && ([]rune(m[1])[0] == []rune(m[2])[0]) {
		return true
	}
	names := zh.SplitNames(strings.ReplaceAll(text, "/", "、"))
	return len(names) > 1 && !slices.ContainsFunc(names, func(name string) bool { return !named(name) })
}

// unitsJoined are the names of two units, which begin alike.
var unitsJoined = regexp.MustCompile(`^(.{3,})[和与及暨](.{3,})$`)

// isHeading reports whether a text is what a column of the kind is headed by, which no record is called.
func (im *Import) isHeading(text string) bool {
	text = squeezed(text)
	return slices.ContainsFunc(im.Kind.Fields, func(f record.Field) bool { return f.Title == text })
}

// readEach reads each of the values in a text.
func readEach(f *record.Field, text string, read func(one string) (string, error)) (string, error) {
	var values []string
	for _, one := range f.Typed().Each(text) {
		value, err := read(one)
		if err != nil {
			return "", err
		}
		if value != "" {
			values = append(values, value)
		}
	}
	return zh.JoinNames(values), nil
}
