package record

import (
	"context"
	"unicode/utf8"

	"cppccdesk/data/rows"
	"cppccdesk/data/store"
)

// How many characters a text of one line may have. More is no title or name but a text that got into the wrong place, and it cannot be shown on a line.
// Texts of several lines have no limit, nor has a list of any number of values: each of them is a line.
const (
	TitleMost = 200  // of what a record is called by
	LineMost  = 1000 // of any other
)

// Most is how many characters a value of the field may have, each of several; 0: any.
func (f *Field) Most() int {
	switch f.One().(type) {
	case Long, table:
		return 0
	}
	if f.Key == "title" || f.Key == "name" {
		return TitleMost
	}
	return LineMost
}

// TooLong says that a value is longer than one of the field may be; nil where it is not.
func (f *Field) TooLong(value string) error {
	most := f.Most()
	if most == 0 || len(value) <= most {
		return nil
	}
	for _, one := range f.Typed().Each(value) {
		if n := utf8.RuneCountInString(one); n > most {
			return store.Refuse(store.CodeInvalid, "「%s」有 %d 个字，最多 %d 个字，请缩短。", f.Title, n, most)
		}
	}
	return nil
}

// limited is the Save of a kind that refuses what is too long for its field, whichever way it came. What is stored already stays as it is.
func (k *Kind) limited(save saving) saving {
	return func(ctx context.Context, tx *store.Tx, scope Scope, id int64, v Values) (int64, error) {
		var refused []error
		var was Values
		for i := range k.Fields {
			f := &k.Fields[i]
			faults := f.tooLongIn(v[f.Key], "")
			if len(faults) > 0 && id != 0 {
				if was == nil {
					stored, err := k.Record(ctx, tx, id)
					if err != nil {
						return 0, err
					}
					was = stored.Values
				}
				faults = f.tooLongIn(v[f.Key], was[f.Key])
			}
			refused = append(refused, faults...)
		}
		if err := store.RefuseAll(refused...); err != nil {
			return 0, err
		}
		return save(ctx, tx, scope, id, v)
	}
}

// saving is the type of Kind.Save.
type saving = func(ctx context.Context, tx *store.Tx, scope Scope, id int64, v Values) (int64, error)

// tooLongIn are the faults of a value that was not stored as it is; those of the rows of a part are told with their row.
func (f *Field) tooLongIn(value, was string) (faults []error) {
	if f.ListOnly || value == was || len(value) <= TitleMost {
		return nil
	}
	if f.Part == nil {
		if err := f.TooLong(value); err != nil {
			faults = append(faults, err)
		}
		return faults
	}
	told, err := rows.Parse(value)
	if err != nil {
		return nil // refused where it is read
	}
	stored := map[string]bool{}
	if had, err := rows.Parse(was); err == nil {
		for _, row := range had {
			for key, text := range row {
				stored[key+"\n"+text] = true
			}
		}
	}
	for i, row := range told {
		for j := range f.Part.Fields {
			of := &f.Part.Fields[j]
			text := row[of.Key]
			if err := of.TooLong(text); err != nil && !stored[of.Key+"\n"+text] {
				faults = append(faults, store.Refuse(store.CodeInvalid, "%s第 %d 行%s", f.Part.Title, i+1, store.Sentence(err)))
			}
		}
	}
	return faults
}
