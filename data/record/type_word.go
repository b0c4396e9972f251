package record

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/intake"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// Word is a word of a list: one of the office's, or the program's own.
type Word struct {
	plain
	Dictionary string                       // the list of the office; what is stored is checked against it, see Field.CheckWord
	Words      []string                     // the words where they are the program's
	Read       func(string) (string, error) // Parse; nil: the words as they are

	// From reads the words where they are known only from the data of a year, 0: of none; a text that is none of them is taken, too.
	From func(ctx context.Context, db bun.IDB, year int) ([]string, error)
}

// Parse implements Type.
func (t Word) Parse(text string) (string, error) {
	if len(t.Words) > 0 && t.Read == nil && !slices.Contains(t.Words, text) {
		return "", errors.New("应为" + zh.JoinNames(t.Words) + "之一")
	}
	return readBy(t.Read, text)
}

// Cell implements Type.
func (t Word) Cell(row intake.Row, key string) (string, error) { return readCellBy(t.Read, row, key) }

// Has implements Type: a sign such as × is a value where the words are read from it.
func (t Word) Has(text string) bool {
	if slices.Contains(t.Words, text) || t.Read == nil || !intake.IsCross(text) {
		return slices.Contains(t.Words, text)
	}
	_, err := t.Read(text)
	return err == nil
}

// List reads the words there are, in the order of their list.
func (t Word) List(ctx context.Context, db bun.IDB) ([]string, error) { return t.ListIn(ctx, db, 0) }

// ListIn is List of the words used in a year, 0: in any.
func (t Word) ListIn(ctx context.Context, db bun.IDB, year int) ([]string, error) {
	switch {
	case t.From != nil:
		return t.From(ctx, db, year)
	case t.Dictionary == "":
		return t.Words, nil
	case year == 0:
		return Words(ctx, db, t.Dictionary)
	default:
		return WordsIn(ctx, db, t.Dictionary, year)
	}
}

// Dictionary is the list of the office whose words the field has; "" for none.
func (f *Field) Dictionary() string {
	word, _ := f.One().(Word)
	return word.Dictionary
}

// CheckWord refuses a word, or one of several, that the field's dictionary does not have; what it had before stays, and no word is one.
func (f *Field) CheckWord(ctx context.Context, db bun.IDB, value, was string) error {
	dictionary := f.Dictionary()
	if dictionary == "" || value == was {
		return nil
	}
	stay := f.Typed().Each(was)
	for _, word := range f.Typed().Each(value) {
		if slices.Contains(stay, word) {
			continue
		}
		if err := CheckWord(ctx, db, dictionary, f.Title, word); err != nil {
			return err
		}
	}
	return nil
}

// Several is any number of values of one type, joined with 、.
type Several struct {
	plain
	Of   Type                         // nil: Text
	Read func(string) (string, error) // Parse of them all; nil: each is as it should be

	Apart func(string) string // what a cell says as lists say it, before it is parted; nil: as it is
}

func (t Several) of() Type {
	if t.Of == nil {
		return Text{}
	}
	return t.Of
}

// Parse implements Type.
func (t Several) Parse(text string) (string, error) { return readBy(t.Read, text) }

// Cell implements Type: of names, the blanks go that line them up (张 三); what is no person's name, such as that of a body, stays as it is written.
func (t Several) Cell(row intake.Row, key string) (string, error) {
	if t.Read != nil {
		return readCellBy(t.Read, row, key)
	}
	text := row.Text(key)
	if t.Apart != nil {
		text = t.Apart(text)
	}
	each := t.Each(text)
	if of, ok := t.of().(Name); ok {
		for i, name := range each {
			if parsed, err := of.Parse(name); err == nil {
				each[i] = parsed
			} else if body, ok := intake.BodyName(name); ok {
				each[i] = body
			}
		}
	}
	return zh.JoinNames(each), nil
}

// Sheet implements Type.
func (t Several) Sheet() intake.Kind { return t.of().Sheet() }

// Each implements Type.
func (t Several) Each(value string) []string { return zh.SplitNames(value) }

// Key implements Type.
func (t Several) Key(one string) string { return t.of().Key(one) }

// YesNo is 是 or 否; what nobody said is 否.
type YesNo struct{ plain }

// yesNo are the words for both.
var yesNo = map[string]string{
	"": "否", "是": "是", "否": "否", "有": "是", "无": "否", "1": "是", "0": "否",
	"y": "是", "n": "否", "yes": "是", "no": "否", "true": "是", "false": "否", "公开": "是", "不公开": "否",
	"同意": "是", "不同意": "否", "回避": "是", "重点": "是", "优秀": "是",
}

// Cell implements Type.
func (YesNo) Cell(row intake.Row, key string) (string, error) {
	text := row.Text(key)
	switch value, ok := yesNo[strings.ToLower(text)]; {
	case ok:
		return value, nil
	case intake.IsTick(text):
		return "是", nil
	case intake.IsCross(text):
		return "否", nil
	}
	return "", store.Refuse(store.CodeInvalid, "「%s」一栏写的是「%s」，应为「是」或「否」。", row.Header(key), text)
}

// Has implements Type.
func (YesNo) Has(text string) bool {
	_, ok := yesNo[text]
	return ok || intake.IsTick(text) || intake.IsCross(text)
}

// Nothing implements Type.
func (YesNo) Nothing() string { return "否" }

// SQL implements Type.
func (YesNo) SQL(expr string) string { return "CASE WHEN " + expr + " THEN '是' ELSE '否' END" }

// Stored implements Type.
func (YesNo) Stored(value string) any { return Yes(value) }

// Yes reads a 是/否 value.
func Yes(text string) bool { return text == "是" }
