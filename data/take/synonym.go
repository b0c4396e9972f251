package take

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/record"
)

// wordNote is what stands in brackets behind a word, or the 类 of a class.
var wordNote = regexp.MustCompile(`^(.+?)类?([(].*[)])?$`)

// readWords reads the words of the dictionaries the kind's fields have, and of those that marks beside names speak of.
func (im *Import) readWords(ctx context.Context, db bun.IDB) error {
	im.dictionary, im.forms = map[string][]string{}, map[string]map[string]string{}
	for i := range im.Kind.Fields {
		d := im.Kind.Fields[i].Dictionary()
		if d == "" || im.dictionary[d] != nil {
			continue
		}
		if err := im.readWordsOf(ctx, db, d); err != nil {
			return err
		}
	}
	return nil
}

func (im *Import) readWordsOf(ctx context.Context, db bun.IDB, dictionary string) (err error) {
	im.dictionary[dictionary], im.forms[dictionary], err = record.WordForms(ctx, db, dictionary)
	return err
}

// word finds the word of a dictionary that is meant; ok is false when none is beyond doubt.
func (im *Import) word(dictionary, text string) (word string, ok bool) {
	plain := squeezed(text)
	if w, ok := im.forms[dictionary][plain]; ok {
		return w, true
	}
	var candidates []string
	switch dictionary {
	case "conclusion": // 是否立案
		if plain == "是" {
			candidates = append(candidates, "立案")
		}
	case "ethnicity":
		candidates = append(candidates, strings.TrimSuffix(plain, "人"), plain+"族")
	case "result_class":
		if m := wordNote.FindStringSubmatch(plain); m != nil && !im.inDoubt(dictionary, m[2]) {
			candidates = append(candidates, strings.ToUpper(m[1]))
		}
	case "political":
		if m := wordNote.FindStringSubmatch(plain); m != nil && m[2] == "" {
			candidates = append(candidates, strings.TrimSuffix(plain, "员"), strings.TrimSuffix(plain, "会员"), strings.TrimSuffix(plain, "盟员"))
		}
	}
	for _, candidate := range candidates {
		if slices.Contains(im.dictionary[dictionary], candidate) {
			return candidate, true
		}
	}
	return "", false
}

// doubtful is said in brackets of what is not settled.
var doubtful = regexp.MustCompile(`[待拟暂未或?]`)

// inDoubt reports whether what stands in brackets behind a class names a class, too, or leaves it open: A(B), A(待核实).
func (im *Import) inDoubt(dictionary, note string) bool {
	return doubtful.MatchString(note) || slices.ContainsFunc(im.dictionary[dictionary], func(class string) bool { return strings.Contains(strings.ToUpper(note), class) })
}

// squeezed is text without blanks and width, in lower case.
func squeezed(text string) string { return record.FoldWord(text) }

// closed reports whether a field has no words but its dictionary's: those of a list that does not grow, and 办理结果, 时间属性 and the
// status of members, by which they are counted.
func closed(f *record.Field) bool {
	switch f.Dictionary() {
	case "result_class", "member_status", "timing", "conclusion":
		return true
	}
	list := record.WordListOf(f.Dictionary())
	return list != nil && !list.Grows()
}
