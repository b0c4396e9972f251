// Package rows writes the rows of a part of a record (a proposal's answering units, its talks) as one text and reads it
// back, so that a part travels as a field's value like any other: in a form, in a draft, in a comparison of two states.
// What the columns mean is known by its users.
//
// The text is a JSON array of objects of strings in row order, such as
//
//	[{"id":"12","unit":"县教育局"},{"unit":"县财政局"}]
//
// Equal tables have equal texts: keys are sorted, empty values are left out, and a table without rows is "".
package rows

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"strings"
	"unicode/utf8"
)

// ID is the key of the column that holds what a row is stored under: empty for a row not stored yet, and never shown.
const ID = "id"

// Row is one row: the text of each column by its key. A column without text may be absent.
type Row map[string]string

// Is reports whether both rows hold the same texts; an empty one and an absent one are the same.
func (r Row) Is(other Row) bool { return maps.Equal(r.written(), other.written()) }

// written is the row without its empty texts.
func (r Row) written() Row {
	full := make(Row, len(r))
	for key, text := range r {
		if text != "" {
			full[key] = text
		}
	}
	return full
}

// Text is the rows as one text. A row without any text is kept: an added row may still be empty.
func Text(rows []Row) string {
	if len(rows) == 0 {
		return ""
	}
	written := make([]Row, len(rows))
	for i, row := range rows {
		written[i] = row.written()
	}
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(written); err != nil {
		panic(err) // A map of strings to strings always has a JSON text
	}
	return strings.TrimSuffix(text.String(), "\n")
}

var (
	errNoText = errors.New("rows: not valid UTF-8")
	errAfter  = errors.New("rows: text after the rows")
	errTwice  = errors.New("rows: one column twice in a row")
)

// Parse is the rows a text holds: those of [Text], however spaced. It refuses whatever else there is: a text that is not
// UTF-8 or not JSON, values that are no strings, a column twice in one row, text after the end.
func Parse(text string) ([]Row, error) {
	if strings.TrimSpace(text) == "" {
		return nil, nil
	}
	if !utf8.ValidString(text) {
		return nil, errNoText
	}
	decoder := json.NewDecoder(strings.NewReader(text))
	if err := open(decoder, '['); err != nil {
		return nil, err
	}
	var rows []Row
	for decoder.More() {
		row, err := parseRow(decoder)
		if err != nil {
			return nil, fmt.Errorf("row %d: %w", len(rows)+1, err)
		}
		rows = append(rows, row)
	}
	if _, err := decoder.Token(); err != nil { // the closing bracket
		return nil, err
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, errAfter
	}
	return rows, nil
}

// parseRow reads one object of strings.
func parseRow(decoder *json.Decoder) (Row, error) {
	if err := open(decoder, '{'); err != nil {
		return nil, err
	}
	row, seen := Row{}, map[string]bool{}
	for decoder.More() {
		key, err := word(decoder)
		if err != nil {
			return nil, err
		}
		if seen[key] {
			return nil, errTwice
		}
		seen[key] = true
		text, err := word(decoder)
		if err != nil {
			return nil, err
		}
		if text != "" {
			row[key] = text
		}
	}
	_, err := decoder.Token() // the closing brace
	return row, err
}

// open reads the bracket or brace that comes next.
func open(decoder *json.Decoder, want json.Delim) error {
	token, err := decoder.Token()
	if err != nil {
		return err
	}
	if token != want {
		return fmt.Errorf("rows: %v where %v is due", token, want)
	}
	return nil
}

// word reads the string that comes next.
func word(decoder *json.Decoder) (string, error) {
	token, err := decoder.Token()
	if err != nil {
		return "", err
	}
	text, ok := token.(string)
	if !ok {
		return "", fmt.Errorf("rows: %v where a string is due", token)
	}
	return text, nil
}
