package take

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/uptrace/bun"

	"cppccdesk/data/fold"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
)

// unitTexts are the keys of fields that hold the name of a unit as text, whether it is one of the office's or not.
var unitTexts = []string{"workplace", "recommended_by"}

// shortFor reports whether one name of a unit says no more than another: by how they are written, or because it is another name of the same unit.
func (im *Import) shortFor(short, full string) bool {
	of, is := im.unitOf[short]
	return is && of == full || roster.IsShortFor(short, full)
}

// readUnitOf finds which unit of the office the texts of a row are.
func (im *Import) readUnitOf(ctx context.Context, db bun.IDB, values record.Values) error {
	for _, key := range unitTexts {
		text := values[key]
		if _, known := im.unitOf[text]; known || text == "" || im.Kind.Field(key) == nil {
			continue
		}
		name, err := roster.UnitCalled(ctx, db, text)
		if err != nil {
			return err
		}
		if im.unitOf == nil {
			im.unitOf = map[string]string{}
		}
		if name != text {
			im.unitOf[text] = name
		}
	}
	return nil
}

// sameWorkplace reports whether two texts may be one unit, one of them in short.
func sameWorkplace(a, b string) bool {
	return a == b || roster.IsShortFor(a, b) || roster.IsShortFor(b, a)
}

// noteCoarser names what of a row says less than what is stored, which stays.
func (im *Import) noteCoarser(old record.Values, t *taking) {
	for _, f := range im.Kind.TakenFields() {
		taken, stored := t.values[f.Key], old[f.Key]
		if taken == stored || fold.Unify(taken) == stored || f.TakeOnly || !im.coarser(&f, stored, taken) {
			continue
		}
		says := fmt.Sprintf("第 %d 行", t.row.Line)
		if !f.Sensitive {
			says += fmt.Sprintf("「%s」（已有「%s」）", taken, stored)
		}
		im.odd.note("「"+f.Title+"」写得不如已有的完整，保留已有的", says)
	}
}

// coarser reports whether a value taken for a field says no more than the stored one, and nothing else: a month on one of its days, an ID number of
// 15 digits on that of 18, the same with radicals for characters, a word that the list does not have on one that begins with it, as 城建 on 城建管理.
func (im *Import) coarser(f *record.Field, stored, taken string) bool {
	switch {
	case stored == "" || taken == "":
		return false
	case fold.Unify(taken) == stored:
		return true
	case f.Typed().Coarser(stored, taken):
		return true
	case slices.Contains(unitTexts, f.Key):
		return im.shortFor(taken, stored)
	case f.Dictionary() != "" && !f.Many():
		words := im.dictionary[f.Dictionary()]
		return utf8.RuneCountInString(taken) > 1 && strings.HasPrefix(stored, taken) && slices.Contains(words, stored) && !slices.Contains(words, taken)
	}
	return false
}
