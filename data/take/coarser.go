package take

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/uptrace/bun"

	"cppccdesk/data/fold"
	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
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

// coarseCell is a date without its day, or without its month, where the field asks for it.
type coarseCell struct {
	field *record.Field
	value string // 2026-06, 1993
	err   error  // that refuses it
}

var (
	onlyYear  = regexp.MustCompile(`^((?:19|20)\d\d)年?$`)
	onlyMonth = regexp.MustCompile(`^\d{4}[-.年/]`)
)

// keepCoarse keeps a date that is too coarse for its field until the record is known that may have it in full.
func (t *taking) keepCoarse(f *record.Field, err error) bool {
	if f.Required || !isRefusal(err) {
		return false
	}
	switch f.Typed().(type) {
	case record.Day, record.Month:
	default:
		return false
	}
	text := intake.Squeeze(t.row.Text(f.Key))
	if m := onlyYear.FindStringSubmatch(text); m != nil {
		t.coarse = append(t.coarse, coarseCell{f, m[1], err})
		return true
	}
	date, failed := intake.ParseDate(text)
	if failed != nil || date.Day != 0 || !onlyMonth.MatchString(text) {
		return false
	}
	t.coarse = append(t.coarse, coarseCell{f, date.String(), err})
	return true
}

// settleCoarse names what of a row says less than what is stored, which stays. A date that is too coarse is refused where the record, nil for a new one,
// has none that agrees.
func (im *Import) settleCoarse(old record.Values, t *taking) error {
	var refused []error
	for _, c := range t.coarse {
		if !strings.HasPrefix(old[c.field.Key], c.value+"-") {
			refused = append(refused, c.err)
		}
	}
	if len(refused) > 0 || t.noted {
		return store.RefuseAll(refused...)
	}
	t.noted = true
	for _, c := range t.coarse {
		im.noteCoarser(c.field, t.row, c.value, old[c.field.Key])
	}
	for i := range im.Kind.Fields {
		f := &im.Kind.Fields[i]
		taken, stored := t.values[f.Key], old[f.Key]
		if taken == stored || stored == "" || f.ListOnly || f.TakeOnly || f.Part != nil || fold.Unify(taken) == stored {
			continue
		}
		if im.coarser(f, stored, taken) {
			im.noteCoarser(f, t.row, taken, stored)
		}
	}
	return nil
}

func (im *Import) noteCoarser(f *record.Field, row intake.Row, taken, stored string) {
	says := fmt.Sprintf("第 %d 行", row.Line)
	if !f.Sensitive {
		says += fmt.Sprintf("「%s」（已有「%s」）", taken, stored)
	}
	im.odd.note("「"+f.Title+"」与已有的只是写法不同，或不如已有的完整，保留已有的", says)
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
	case f.Key == "job":
		return strings.HasSuffix(stored, taken) && len(taken) > len("长")
	case slices.Contains(unitTexts, f.Key):
		return im.shortFor(taken, stored)
	case f.Dictionary() != "" && !f.Many():
		words := im.dictionary[f.Dictionary()]
		return utf8.RuneCountInString(taken) > 1 && strings.HasPrefix(stored, taken) && slices.Contains(words, stored) && !slices.Contains(words, taken)
	}
	return false
}
