package record

import (
	"errors"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/width"

	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// Canonical gives what was typed for the field in the form it is kept, or says in Chinese what is wrong with it; the words
// are made to follow 「手机」一栏为「…」,.
func (f *Field) Canonical(text string) (string, error) {
	text = strings.TrimSpace(text)
	switch {
	case text == "":
		return "", nil
	case f.Sensitive && IsMasked(text):
		return "", errors.New("是打了星号的，请填写完整的内容")
	default:
		return f.Typed().Parse(text)
	}
}

// Canonical brings the values v speaks of into the form they are kept in; all that cannot be are refused.
func (k *Kind) Canonical(v Values) error {
	var refused []error
	for i := range k.Fields {
		f := &k.Fields[i]
		text, ok := v[f.Key]
		if !ok || f.ListOnly {
			continue
		}
		value, err := f.Canonical(text)
		var sentence *store.Error
		switch {
		case errors.As(err, &sentence):
			refused = append(refused, err)
		case err != nil:
			refused = append(refused, store.Refuse(store.CodeInvalid, "「%s」一栏为「%s」，%s。", f.Title, text, err))
		default:
			v[f.Key] = value
		}
	}
	return store.RefuseAll(refused...)
}

// nothingWords are what people write into a cell to say that there is nothing.
var nothingWords = []string{"无", "没有", "-", "--", "—", "/", "\\"}

var emailShape = regexp.MustCompile(`^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$`)

func ParseEmail(text string) (string, error) {
	if slices.Contains(nothingWords, text) {
		return "", nil
	}
	var out []string
	for _, part := range zh.SplitNames(width.Narrow.String(strings.ReplaceAll(text, "。", "."))) {
		if !emailShape.MatchString(part) {
			return "", errors.New("应为电子邮箱，如 name@example.cn")
		}
		out = append(out, part)
	}
	return zh.JoinNames(out), nil
}

var postcodeShape = regexp.MustCompile(`^[0-9]{6}$`)

func ParsePostcode(text string) (string, error) {
	if slices.Contains(nothingWords, text) {
		return "", nil
	}
	if text = strings.ReplaceAll(width.Narrow.String(text), " ", ""); !postcodeShape.MatchString(text) {
		return "", errors.New("应为 6 位邮政编码，如 310000")
	}
	return text, nil
}
