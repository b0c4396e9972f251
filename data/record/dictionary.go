package record

import (
	"context"
	"fmt"
	"slices"

	"github.com/uptrace/bun"

	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// Entry is one entry of a dictionary the office edits.
type Entry struct {
	bun.BaseModel `bun:"table:dictionary"`

	ID       int64 `bun:",pk"`
	Kind     string
	Code     string
	Name     string
	Parent   string
	Note     string
	Sort     int
	Active   bool
	Synonyms string // other ways of writing it, joined with 、
	FromYear int    // the first year it is used in, and the last; 0: no bound
	ToYear   int
}

// UsedIn reports whether the word is used in a year, 0: in any.
func (w *Entry) UsedIn(year int) bool {
	return w.Active && (year == 0 || w.FromYear <= year && (w.ToYear == 0 || year <= w.ToYear))
}

// WordsIn is Words of those that are used in a year, 0: in any.
func WordsIn(ctx context.Context, db bun.IDB, kind string, year int) ([]string, error) {
	words, err := Dictionary(ctx, db, kind)
	var names []string
	for i := range words {
		if words[i].UsedIn(year) {
			names = append(names, words[i].Name)
		}
	}
	return names, err
}

// Dictionary lists the entries of a kind in their order.
func Dictionary(ctx context.Context, db bun.IDB, kind string) ([]Entry, error) {
	var words []Entry
	if err := db.NewSelect().Model(&words).Where("kind = ?", kind).Order("sort", "id").Scan(ctx); err != nil {
		return nil, fmt.Errorf("dictionary %s: %w", kind, err)
	}
	return words, nil
}

// Words lists the names of the entries of a kind that are in use; in a write they are remembered, see store.Remembered.
func Words(ctx context.Context, db bun.IDB, kind string) ([]string, error) {
	return store.Remembered(db, "words "+kind, []string{"dictionary"}, func() ([]string, error) {
		words, err := Dictionary(ctx, db, kind)
		if err != nil {
			return nil, err
		}
		var names []string
		for _, w := range words {
			if w.Active {
				names = append(names, w.Name)
			}
		}
		return slices.Clip(names), nil
	})
}

// CheckWord refuses a word that is not in the dictionary, naming those that are.
func CheckWord(ctx context.Context, db bun.IDB, dictionary, title, word string) error {
	names, err := Words(ctx, db, dictionary)
	if err != nil || slices.Contains(names, word) {
		return err
	}
	how := ""
	if WordListOf(dictionary).Grows() {
		how = "；要用别的词，请先在「设置」的用词里增加"
	}
	return UnknownWord(dictionary, word, store.Refuse(store.CodeInvalid, "%s「%s」不对，应为%s之一%s。", title, word, zh.JoinNames(names), how))
}

// UnknownWord is the refusal of a word that a dictionary does not have.
func UnknownWord(dictionary, word string, refusal error) error {
	return &UnknownWordError{dictionary, word, refusal}
}

// UnknownWordError is the refusal of a word that a dictionary does not have.
type UnknownWordError struct {
	Dictionary, Word string
	refusal          error
}

// Error implements error.
func (e *UnknownWordError) Error() string { return e.refusal.Error() }

// Unwrap is the refusal itself.
func (e *UnknownWordError) Unwrap() error { return e.refusal }
