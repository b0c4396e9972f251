package take

import (
	"fmt"
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
	case f.ListOnly || f.Part != nil:
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
		if err := row.Fault(f.Key); err != nil || im.blank(f, row, t.values) {
			return nil, err
		}
		return im.readField(f, t)
	}
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
func (im *Import) readField(f *record.Field, t *taking) (marks []string, err error) {
	row := t.row
	var value string
	switch {
	case f.Kind == intake.KindName && !f.Many:
		if value, marks, err = im.readName(f, row); f.Key != "name" && len(marks) > 0 {
			im.odd.note(markWithoutField, lineOf(row, row.Text(f.Key)))
			marks = nil
		}
	case f.People != nil:
		value, err = im.readPerson(f, row, t.values)
	case f.Counted && row.Text(f.Key) != "":
		value, err = im.readNumber(f, t)
	default:
		value, err = im.readCell(f, row)
	}
	if err == nil {
		t.values[f.Key] = value
	}
	return marks, err
}

// blank reports whether a cell that may be empty holds a word in place of a value.
func (im *Import) blank(f *record.Field, row intake.Row, values record.Values) bool {
	text := row.Text(f.Key)
	if f.Required || text == "" || slices.Contains(im.dictionary[f.Dictionary], text) || slices.Contains(f.Words, text) {
		return false
	}
	if _, yes := yesNo[text]; yes && f.Bool {
		return false
	}
	switch {
	case intake.IsNothing(text):
		if values[f.Key] = ""; f.Bool {
			values[f.Key] = "否"
		}
		return true
	case intake.IsUnknown(text):
		if intake.IsSameAsAbove(text) {
			im.odd.note(fmt.Sprintf("「%s」一栏写的是「%s」，没有取上一行的内容，当作空白", row.Header(f.Key), text), fmt.Sprintf("第 %d 行", row.Line))
		}
		return true
	}
	return false
}

func maskable(f *record.Field) bool {
	return f.Sensitive || f.Kind == intake.KindPhone || f.Kind == intake.KindIDNumber
}

func (im *Import) readCell(f *record.Field, row intake.Row) (string, error) {
	switch {
	case f.Required && (intake.IsNothing(row.Text(f.Key)) || intake.IsUnknown(row.Text(f.Key))):
		return "", store.Refuse(store.CodeInvalid, "「%s」一栏为「%s」，这一栏不能空缺，请补上后再导入。", row.Header(f.Key), row.Text(f.Key))
	case f.Bool:
		return readBool(f, row)
	case f.Parse != nil && f.Kind != intake.KindMonth:
		return readParsed(f, row)
	case f.Body != "":
		return im.readNamedBodies(f, row)
	case f.Many && f.Kind == intake.KindName:
		return readNames(row.Text(f.Key)), nil
	case f.Many && f.Dictionary != "":
		return im.readSeveralWords(f, row)
	case f.Many:
		return zh.JoinNames(zh.SplitNames(row.Text(f.Key))), nil
	case f.Dictionary != "":
		return im.readWord(f, row)
	}
	return readTyped(f, row)
}

func readTyped(f *record.Field, row intake.Row) (string, error) {
	switch f.Kind {
	case intake.KindDate:
		return row.Date(f.Key)
	case intake.KindMonth:
		if birth, ok := roster.LunarBirth(row.Text(f.Key)); ok && f.Parse != nil {
			return birth, nil
		}
		return row.Month(f.Key)
	case intake.KindInt:
		if row.Text(f.Key) == "" {
			return "", nil
		}
		n, err := row.Int(f.Key)
		if err == nil {
			if fault := record.CheckWhole(n, f.Least()); fault != nil {
				err = store.Refuse(store.CodeInvalid, "「%s」一栏为「%s」，%s。", row.Header(f.Key), row.Text(f.Key), fault)
			}
		}
		return record.WholeNumber(n), err
	case intake.KindDecimal:
		return row.Decimal(f.Key)
	case intake.KindIDNumber:
		id, _, err := row.IDNumber(f.Key)
		return id, err
	case intake.KindPhone:
		return row.Phone(f.Key)
	default:
		return row.Text(f.Key), nil
	}
}

func readParsed(f *record.Field, row intake.Row) (string, error) {
	text := row.Text(f.Key)
	if text == "" {
		return "", nil
	}
	if f.Kind == intake.KindDecimal { // a number is not what its cell shows of it
		exact, err := row.Decimal(f.Key)
		if err != nil {
			return "", err
		}
		text = exact
	}
	value, err := f.Parse(text)
	if err != nil {
		return "", store.Refuse(store.CodeInvalid, "「%s」一栏为「%s」，%s。", row.Header(f.Key), text, err)
	}
	return value, nil
}

// readNames reads several names without the blanks that line them up (张 三). What is no person's name, such as that of a
// body, stays as it is written.
func readNames(text string) string {
	names := zh.SplitNames(text)
	for i, name := range names {
		if parsed, err := intake.ParseName(name); err == nil {
			names[i] = parsed
		} else if body, ok := intake.BodyName(name); ok {
			names[i] = body
		}
	}
	return zh.JoinNames(names)
}

var yesNo = map[string]string{
	"": "否", "是": "是", "否": "否", "√": "是", "✓": "是", "✔": "是", "有": "是", "无": "否", "1": "是", "0": "否",
	"y": "是", "n": "否", "yes": "是", "no": "否", "true": "是", "false": "否", "×": "否", "公开": "是", "不公开": "否",
	"同意": "是", "不同意": "否", "回避": "是", "重点": "是", "优秀": "是",
}

func readBool(f *record.Field, row intake.Row) (string, error) {
	text := row.Text(f.Key)
	if value, ok := yesNo[strings.ToLower(text)]; ok {
		return value, nil
	}
	return "", store.Refuse(store.CodeInvalid, "「%s」一栏写的是「%s」，应为「是」或「否」。", row.Header(f.Key), text)
}
