package record

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// Mask hides the middle of a phone or an ID number, 138****5678, and of an address all behind the county or township. Short numbers keep their
// first character; there are always two stars at least, by which a masked value is known again when it is taken in.
func Mask(value string) string {
	r := []rune(value)
	switch n := len(r); {
	case n == 0:
		return ""
	case n > 2 && slices.ContainsFunc(r, func(c rune) bool { return unicode.Is(unicode.Han, c) }):
		return maskPlace(r)
	case n < 3:
		return "**"
	case n < 8:
		return string(r[:1]) + strings.Repeat("*", n-1)
	case n == 8:
		return string(r[:2]) + "**" + string(r[4:])
	default:
		return string(r[:3]) + strings.Repeat("*", n-7) + string(r[n-4:])
	}
}

// maskPlace keeps the names of the province down to the township as far as they are no more than half of the address.
func maskPlace(r []rune) string {
	shown := 0
	for i, c := range r[:len(r)/2] {
		if strings.ContainsRune("省市区县旗盟州镇乡", c) {
			shown = i + 1
		}
	}
	return string(r[:shown]) + strings.Repeat("*", len(r)-shown)
}

// Shown is the field's value of v as it is shown to somebody who has not asked for what is masked.
func (f *Field) Shown(v Values) string {
	if f.Sensitive {
		return Mask(v[f.Key])
	}
	return v[f.Key]
}

// SensitiveTitles are the titles of those of the fields that are masked.
func SensitiveTitles(fields []Field) []string {
	var titles []string
	for _, f := range fields {
		if f.Sensitive {
			titles = append(titles, f.Title)
		}
	}
	return titles
}

// Disclose notes in the journal that actor was shown what is masked of one record of the kind: 查看委员 张小明 的 身份证号、手机.
// fields are titles. Call it before anything is shown; when it fails nothing may be.
func Disclose(ctx context.Context, s *store.Store, actor string, kind *Kind, rowID int64, fields []string, purpose string) error {
	r, err := kind.Record(ctx, s.DB(), rowID)
	if err != nil {
		return err
	}
	name := r.Values["name"]
	if name == "" {
		name = kind.NameOf(r.Values)
	}
	wording := fmt.Sprintf("查看%s %s 的 %s", kind.Title, name, zh.JoinNames(fields))
	return store.Disclose(ctx, s, actor, wording, kind.Name, rowID, fields, purpose)
}

// IsMasked tells a value whose middle is hidden from one that is known.
func IsMasked(text string) bool {
	return strings.Contains(text, "**") || strings.Contains(text, "\uff0a\uff0a") || strings.Contains(text, "●●")
}
