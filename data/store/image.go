package store

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Through is what the image says of the columns there are now: a migration may have dropped others.
func (im Image) Through(columns []Column) Image {
	known := Image{}
	for _, c := range columns {
		if raw, ok := im[c.Name]; ok {
			known[c.Name] = raw
		}
	}
	return known
}

// Image is what the journal holds of a row: column -> JSON. Two values are the same exactly when their JSON is.
type Image map[string]json.RawMessage

// Scan reads a before_json or after_json, NULL as an empty image.
func (im *Image) Scan(src any) error {
	*im = nil
	switch src := src.(type) {
	case nil:
		return nil
	case string:
		return json.Unmarshal([]byte(src), im)
	case []byte:
		return json.Unmarshal(src, im)
	}
	return fmt.Errorf("a journal image cannot be a %T", src)
}

func (im Image) Values() (map[string]any, error) {
	if im == nil {
		return nil, nil
	}
	all := make(map[string]any, len(im))
	for name, raw := range im {
		v, err := JournalValue(raw)
		if err != nil {
			return nil, fmt.Errorf("journal value of %s: %w", name, err)
		}
		all[name] = v
	}
	return all, nil
}

// JournalValue gives back exactly the value a trigger wrote: SQLite writes floats with 17 digits and always with a
// point or an exponent.
func JournalValue(raw json.RawMessage) (any, error) {
	text := string(raw)
	switch {
	case text == "null":
		return nil, nil
	case strings.HasPrefix(text, `"`):
		var s string
		err := json.Unmarshal(raw, &s)
		return s, err
	case strings.HasPrefix(text, "{"):
		var blob struct {
			Hex string `json:"$blob"`
		}
		if err := json.Unmarshal(raw, &blob); err != nil {
			return nil, err
		}
		return hex.DecodeString(blob.Hex)
	case strings.ContainsAny(text, ".eE"):
		f, err := strconv.ParseFloat(text, 64)
		if errors.Is(err, strconv.ErrRange) {
			err = nil // 9e999 is how SQLite writes infinity
		}
		return f, err
	}
	return strconv.ParseInt(text, 10, 64)
}
