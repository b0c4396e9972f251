package record

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/store"
)

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

// SettingNamed is the setting of that label or key among those of the office.
func SettingNamed(settings []Setting, name string) (Setting, error) {
	for _, s := range settings {
		if s.Label == name || s.Key == name {
			return s, nil
		}
	}
	return Setting{}, store.Refuse(store.CodeNotFound, "没有名为「%s」的设置；有哪些见「设置」。", name)
}

// Check refuses a value that the setting by itself cannot have.
func (s Setting) Check(value string) error {
	_, err := s.settle(value)
	return err
}

// settle is the value as the setting keeps it; it refuses one that the setting by itself cannot have.
func (s Setting) settle(value string) (string, error) {
	switch {
	case s.Choice != "":
		if words := strings.Split(s.Choice, "|"); !slices.Contains(words, value) {
			return "", store.Refuse(store.CodeInvalid, "「%s」应为%s之一。", s.Label, strings.Join(words, "、"))
		}
	case s.Key == "work.year":
		if value != "" && !IsYear(CountOf(value)) {
			return "", store.Refuse(store.CodeInvalid, "「%s」应为 1949 至 2199 的年份，如 2026。", s.Label)
		}
	case s.Key == "proposal.alike":
		if !within(value, 1, 100) {
			return "", store.Refuse(store.CodeInvalid, "「%s」应为 1 到 100 的整数。", s.Label)
		}
	case strings.HasPrefix(s.Key, "group.size_"):
		if !within(value, 1, 99) {
			return "", store.Refuse(store.CodeInvalid, "「%s」应为 1 到 99 的整数。", s.Label)
		}
	case s.Key == store.ActorSetting && strings.TrimSpace(value) != "":
		return store.NamedPerson(value)
	}
	return value, nil
}

// within reports whether the text is a whole number from low to high.
func within(text string, low, high int) bool {
	n, err := strconv.Atoi(text)
	return err == nil && low <= n && n <= high
}

// bounds are settings of which the first must not be over the second.
var bounds = [][2]string{{"group.size_min", "group.size_max"}, {"group.competent", "group.excellent"}}

// checkSettings refuses values that do not go together.
func checkSettings(settings []Setting, values map[string]string) error {
	of := map[string]Setting{}
	for _, s := range settings {
		if value, set := values[s.Key]; set {
			s.Value = value
		}
		of[s.Key] = s
	}
	for _, b := range bounds {
		low, high := of[b[0]], of[b[1]]
		if atLeast(low.Value) > atLeast(high.Value) {
			return store.Refuse(store.CodeInvalid, "「%s」（%s）不能大于「%s」（%s）。", low.Label, low.Value, high.Label, high.Value)
		}
	}
	return nil
}

func atLeast(text string) int {
	n, _ := strconv.Atoi(text) // 0: none
	return n
}

// SaveSettings stores the values by key. It refuses what a setting cannot have, and what does not go with the other settings; an unknown key is a
// defect.
func SaveSettings(ctx context.Context, tx *store.Tx, values map[string]string) error {
	settings, err := Settings(ctx, tx)
	if err != nil {
		return err
	}
	if err := checkSettings(settings, values); err != nil {
		return err
	}
	for key, value := range values {
		at := slices.IndexFunc(settings, func(s Setting) bool { return s.Key == key })
		if at < 0 {
			return store.Refuse(store.CodeInternal, "没有名为「%s」的设置项。", key)
		}
		if value, err = settings[at].settle(value); err != nil {
			return err
		}
		if err := tx.Update(ctx, "setting", settings[at].ID, store.Columns{"value": value}); err != nil {
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
