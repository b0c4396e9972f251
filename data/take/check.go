package take

import (
	"regexp"
	"strings"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

var columnInCheck = regexp.MustCompile(`[a-z][a-z_]*`)

// nameCheck words a row that only the database refuses by the fields it is about: what they say, and what is allowed where that is a list of words.
func (im *Import) nameCheck(err error, t *taking) error {
	condition, ok := store.FailedCheck(err)
	if !ok {
		return err
	}
	var said []string
	for _, column := range columnInCheck.FindAllString(condition, -1) {
		f := im.Kind.Field(column)
		if f == nil {
			continue
		}
		text := "「" + t.row.Header(f.Key) + "」一栏为「" + t.values[f.Key] + "」"
		if word, ok := f.Typed().(record.Word); ok && len(word.Words) > 0 {
			text += "，应为" + zh.JoinNames(word.Words) + "之一"
		}
		if !strings.Contains(strings.Join(said, ""), text) {
			said = append(said, text)
		}
	}
	if len(said) == 0 {
		return store.Refuse(store.CodeInvalid, "这一行有内容不在允许的范围内（%s），请核对各栏后再导入。", condition)
	}
	return store.Refuse(store.CodeInvalid, "%s，不在允许的范围内，请核对后再导入。", strings.Join(said, "；"))
}
