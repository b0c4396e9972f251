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

// readName reads a cell with one person's name; what is beside the name goes to the fields it speaks of, once all are read.
func (im *Import) readName(f *record.Field, row intake.Row) (value string, marks []string, err error) {
	text := row.Text(f.Key)
	if text == "" {
		return "", nil, nil
	}
	if t, ok := f.Typed().(record.Name); ok {
		if value, ok := t.Unnamed(text); ok {
			return value, nil, nil
		}
	}
	name, err := intake.ReadName(text)
	if err != nil {
		return "", nil, store.Refuse(store.CodeInvalid, "「%s」一栏为「%s」，%s。", row.Header(f.Key), text, err)
	}
	if what := im.bodies[name.Name]; what != "" {
		return "", nil, store.Refuse(store.CodeInvalid, "「%s」一栏为「%s」，这是%s的名称，应为姓名。", row.Header(f.Key), text, what)
	}
	if name.Signed {
		im.odd.note(fmt.Sprintf("「%s」一栏带有编号或记号，只取了姓名", row.Header(f.Key)), lineOf(row, text))
	}
	return name.Name, name.Marks, nil
}

const markWithoutField = "姓名后的括号里的内容没有对应的栏，没有录入"

func lineOf(row intake.Row, text string) string {
	return fmt.Sprintf("第 %d 行「%s」", row.Line, text)
}

// takeMarks puts what is in brackets beside a name into the fields it speaks of. A mark nobody knows refuses the row, and so does one that says
// otherwise than the field's own column.
func (im *Import) takeMarks(row intake.Row, marks []string, values record.Values) error {
	name := row.Text("name")
	for _, mark := range marks {
		key, word, known := im.mark(mark)
		f := im.Kind.Field(key)
		switch {
		case isLeaving(mark) && im.Kind.Field("status") != nil:
			return im.refuseLeaving("「姓名」一栏为「" + name + "」，")
		case !known:
			return store.Refuse(store.CodeInvalid, "「姓名」一栏为「%s」，看不懂括号里的「%s」；请把它移到对应的栏，同名的人请用出生日期或身份证号区分。", name, mark)
		case f == nil:
			im.odd.note(markWithoutField, lineOf(row, name))
		case f.Many() && values[key] != "":
			if !slices.Contains(values.Many(key), word) {
				values[key] = zh.JoinNames(append(values.Many(key), word))
			}
		case values[key] != "" && values[key] != word:
			return store.Refuse(store.CodeConflict, "「姓名」一栏为「%s」，与「%s」一栏的「%s」不一致；请核对。", name, f.Title, values[key])
		default:
			values[key] = word
		}
	}
	return nil
}

// mark is the field a mark beside a name speaks of, "" for one that has none, and what it says of it.
func (im *Import) mark(mark string) (key, word string, known bool) {
	for _, by := range []struct{ key, dictionary string }{
		{"gender", "gender"}, {"status", "member_status"}, {"posts", "cppcc_post"}, {"political", "political"}, {"ethnicity", "ethnicity"},
	} {
		if word, ok := im.word(by.dictionary, mark); ok {
			return by.key, word, true
		}
	}
	switch {
	case mark == "男" || mark == "女":
		return "gender", mark, true
	case slices.Contains(roster.GroupRoles, mark):
		return "role", mark, true
	case strings.HasSuffix(mark, "族"):
		return "ethnicity", mark, true
	case mark == "兼" || mark == "兼任":
		return "", "", true
	}
	return "", "", false
}
