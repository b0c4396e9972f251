package take

import (
	"strings"

	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// readRow takes the cells of a row as values in canonical form. Cells of absent columns are not spoken of, nor are masked
// ones, which are counted: 138****5678 in an exported list must not take the place of the number.
func readRow(k *record.Kind, row intake.Row) (values record.Values, masked int, err error) {
	values = record.Values{}
	for i := range k.Fields {
		f := &k.Fields[i]
		if f.ListOnly || f.Part != nil || !row.Has(f.Key) {
			continue
		}
		if maskable(f) && record.IsMasked(row.Text(f.Key)) {
			masked++
			continue
		}
		if err := row.Fault(f.Key); err != nil {
			return values, masked, err
		}
		value, err := readCell(f, row)
		if err != nil {
			return values, masked, err
		}
		values[f.Key] = value
	}
	for _, f := range k.Fields {
		if f.Required && f.Part == nil && values[f.Key] == "" {
			return values, masked, store.Refuse(store.CodeInvalid, "缺少「%s」，请补上后再导入。", f.Title)
		}
	}
	return values, masked, nil
}

func maskable(f *record.Field) bool {
	return f.Sensitive || f.Kind == intake.KindPhone || f.Kind == intake.KindIDNumber
}

func readCell(f *record.Field, row intake.Row) (string, error) {
	switch {
	case f.Bool:
		return readBool(f, row)
	case f.Parse != nil && f.Kind != intake.KindMonth:
		return readParsed(f, row)
	case f.Many && f.Kind == intake.KindName:
		return readNames(row.Text(f.Key)), nil
	case f.Many:
		return zh.JoinNames(zh.SplitNames(row.Text(f.Key))), nil
	case f.Dictionary != "":
		return readWord(f, row), nil
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
		return record.WholeNumber(n), err
	case intake.KindDecimal:
		return row.Decimal(f.Key)
	case intake.KindIDNumber:
		id, _, err := row.IDNumber(f.Key)
		return id, err
	case intake.KindPhone:
		return row.Phone(f.Key)
	case intake.KindName:
		return row.Name(f.Key)
	default:
		return row.Text(f.Key), nil
	}
}

func readParsed(f *record.Field, row intake.Row) (string, error) {
	text := row.Text(f.Key)
	if text == "" {
		return "", nil
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
		}
	}
	return zh.JoinNames(names)
}

// readWord prefers the dictionary's spelling; a word the dictionary lacks is kept as the office wrote it.
func readWord(f *record.Field, row intake.Row) string {
	if word, err := row.Choice(f.Key); err == nil {
		return word
	}
	return row.Text(f.Key)
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
