package record

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

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

// Setting is one of the office's own rules or particulars.
type Setting struct {
	bun.BaseModel `bun:"table:setting"`

	ID     int64 `bun:",pk"`
	Key    string
	Value  string
	Label  string
	Choice string // allowed values separated by |; empty is free text
	Note   string
	Sort   int
}

// Settings lists all settings in their order.
func Settings(ctx context.Context, db bun.IDB) ([]Setting, error) {
	var settings []Setting
	if err := db.NewSelect().Model(&settings).Order("sort", "id").Scan(ctx); err != nil {
		return nil, fmt.Errorf("settings: %w", err)
	}
	return settings, nil
}

// SettingMap gives the values of all settings by key.
func SettingMap(ctx context.Context, db bun.IDB) (map[string]string, error) {
	settings, err := Settings(ctx, db)
	if err != nil {
		return nil, err
	}
	values := make(map[string]string, len(settings))
	for _, s := range settings {
		values[s.Key] = s.Value
	}
	return values, nil
}

// SaveSettings stores the values by key; an unknown key is a defect and refused, and so is a working person
// without a name of his own.
func SaveSettings(ctx context.Context, tx *store.Tx, values map[string]string) error {
	for key, value := range values {
		if key == store.ActorSetting && strings.TrimSpace(value) != "" {
			name, err := store.NamedPerson(value)
			if err != nil {
				return err
			}
			value = name
		}
		id, err := store.LookUp(ctx, tx, "SELECT id FROM setting WHERE key = ?", key)
		if err != nil {
			return err
		}
		if id == 0 {
			return store.Refuse(store.CodeInternal, "没有名为「%s」的设置项。", key)
		}
		if err := tx.Update(ctx, "setting", id, store.Columns{"value": value}); err != nil {
			return err
		}
	}
	return nil
}

// EditionOf is what a setting says for a year: its lines that begin with 2027年起： hold from that year on, what stands before them until then.
func EditionOf(value string, year int) string {
	var text []string
	for line := range strings.Lines(value) {
		line = strings.TrimSpace(line)
		if from, rest, found := strings.Cut(line, "年起"); found && len(from) == 4 {
			if since, err := strconv.Atoi(from); err == nil {
				if since > year {
					break
				}
				text, line = nil, strings.TrimLeft(rest, "：: ")
			}
		}
		if line != "" {
			text = append(text, line)
		}
	}
	return strings.Join(text, "\n")
}

// WorkYear is the year being worked on: the setting, else the year of today.
func WorkYear(settings map[string]string, today string) int {
	for _, text := range []string{settings["work.year"], today[:4]} {
		if year, err := strconv.Atoi(text); err == nil && year > 0 {
			return year
		}
	}
	return 0
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
	return store.Refuse(store.CodeInvalid, "%s「%s」不对，应为%s之一%s。", title, word, zh.JoinNames(names), how)
}
