package record

import (
	"errors"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/width"

	"cppccdesk/data/intake"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// Canonical gives what was typed for the field in the form it is kept, or says in Chinese what is wrong with it; the words
// are made to follow 「手机」一栏为「…」,. Choices, yes/no and several values stay as they are.
func (f *Field) Canonical(text string) (string, error) {
	text = strings.TrimSpace(text)
	switch {
	case text == "":
		return "", nil
	case f.Sensitive && IsMasked(text):
		return "", errors.New("是打了星号的，请填写完整的内容")
	case f.Part != nil:
		return f.Part.Canonical(text)
	case len(f.Words) > 0 && f.Parse == nil && !slices.Contains(f.Words, text):
		return "", errors.New("应为" + zh.JoinNames(f.Words) + "之一")
	case f.Parse != nil:
		return f.Parse(text)
	case f.Bool || f.Many || f.Dictionary != "":
		return text, nil
	}
	value, err := canonicalKind(f.Kind, text)
	if err == nil && f.Kind == intake.KindInt {
		err = CheckWhole(CountOf(value), f.Least())
	}
	if err != nil {
		return "", err
	}
	return value, nil
}

// Least is the smallest whole number the field can have.
func (f *Field) Least() int {
	if f.Counted {
		return 1
	}
	return 0
}

func canonicalKind(kind intake.Kind, text string) (string, error) {
	switch kind {
	case intake.KindDate:
		date, err := intake.ParseDate(text)
		if err == nil && date.Day == 0 {
			err = errors.New("只有年月，应写到日，如 2026-03-10")
		}
		return date.String(), intake.AsDay(err)
	case intake.KindMonth:
		date, err := intake.ParseDate(text)
		return date.String(), err
	case intake.KindInt:
		n, err := strconv.Atoi(width.Narrow.String(text))
		if err == nil || errors.Is(err, strconv.ErrRange) {
			return strconv.Itoa(n), nil
		}
		return "", errors.New("应为整数，如 12")
	case intake.KindIDNumber:
		id, _, err := intake.ParseIDNumber(text)
		return id, err
	case intake.KindPhone:
		return intake.ParsePhone(text)
	case intake.KindName:
		return intake.ParseName(text)
	default:
		return text, nil
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
