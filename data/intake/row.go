package intake

import (
	"cmp"
	"math/big"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Row is one record of a table.
type Row struct {
	Sheet string
	Line  int             // 1-based row of the sheet
	Left  int             // 0-based first column of its table, which tells tables side by side apart
	Cells map[string]Cell // by field key; empty cells are left out
	Raw   []string        // every cell of the row as shown, with what it inherits of merged cells, for handing refused rows back
	Group string          // the group row above it without its ordinal: 教育界

	Ended string // the group of a status above of which it may or may not be: 已故 before a total or a group of another sort; "" where that is plain

	Marks Mark
	From  string // the sheet of a card; "" for a row of a table

	Refused string      // why the row is not taken in, in a sentence; "": it may be
	Doubt   string      // what of it does not fit together, without a full stop; "": nothing
	Of      *BlockSheet // for a row read from a block of scores

	columns  map[string]*Column // shared by the rows of a table
	labels   map[string]string  // of what lines over the rows say
	places   map[string]string  // for a row of a block: the cell of each field
	full     map[string]string  // full marks of fields that the sheet has in a line of their own
	area     Area               // of its points
	printed  *big.Rat           // the one total that is in doubt
	date1904 bool
}

// Header is the header of the field's column as the sheet has it, or the key when there is none. Of a row read from a block of scores the cell follows.
func (r Row) Header(key string) string {
	if c := r.columns[key]; c != nil {
		if at := r.places[key]; at != "" {
			return c.Header + " " + at
		}
		return c.Header
	}
	return cmp.Or(r.labels[key], key)
}

// Has reports whether the table has a column for the field, so that an empty cell can be told from an absent column.
func (r Row) Has(key string) bool {
	return r.columns[key] != nil || r.Cells[key].Type != CellEmpty
}

// SameAsAbove are the keys of the fields whose cells say 同上, in order.
func (r Row) SameAsAbove() (keys []string) {
	for key, c := range r.Cells {
		if len(c.raw) < longestWord && IsSameAsAbove(r.Text(key)) {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return keys
}

// Inherit gives the cell of a field what the row above has there, as if the two were merged.
func (r *Row) Inherit(key string, above Row) {
	if cell := above.Cells[key]; cell.Empty() {
		delete(r.Cells, key)
	} else {
		r.Cells[key] = cell
	}
	if c := r.columns[key]; c != nil && c.Index < min(len(r.Raw), len(above.Raw)) {
		r.Raw[c.Index] = above.Raw[c.Index]
	}
}

// Text is the cell as shown, trimmed; line breaks inside are kept. An empty cell gives "".
func (r Row) Text(key string) string { return tidy(r.Cells[key].String()) }

// Require is Text that refuses an empty cell.
func (r Row) Require(key string) (string, error) {
	text := r.Text(key)
	if text == "" {
		return "", &CellError{Column: r.Header(key), Why: "这一栏必须填写"}
	}
	return text, nil
}

// excelFaults are the words with which spreadsheets show a formula that failed.
var excelFaults = map[string]bool{
	"#N/A": true, "#REF!": true, "#VALUE!": true, "#NAME?": true, "#DIV/0!": true, "#NUM!": true, "#NULL!": true, "#SPILL!": true, "#CALC!": true,
	"#GETTING_DATA": true, "#FIELD!": true, "#BLOCKED!": true, "#CONNECT!": true, "#UNKNOWN!": true,
	"#名称?": true, "#值!": true, "#引用!": true, "#除数/0!": true,
}

// officeFault is how LibreOffice shows a formula that failed in a way without a word of its own.
var officeFault = regexp.MustCompile(`^(Err|错误)[:：]\d{3}$`)

// Fault says what keeps the cell from being read whatever it is for: a formula that failed or was never worked out, or characters that were lost
// when the file was written.
func (r Row) Fault(key string) error {
	c := r.Cells[key]
	switch text := r.Text(key); {
	case c.uncounted:
		return &CellError{Column: r.Header(key), Value: "公式", Why: "表格里没有存下它的结果；请用 Excel 或 WPS 打开并保存一次，再导入"}
	case c.Type == CellFault, excelFaults[text], officeFault.MatchString(text):
		return r.refuse(key, "是公式出错的标记，不是内容；请在表格里改正公式或填上内容，再导入")
	case len(text) > 1 && strings.Trim(text, "#") == "":
		return r.refuse(key, "只有井号，是列太窄时显示的，不是内容；请在表格里填上原来的内容，再导入")
	case strings.ContainsRune(text, '\uFFFD'):
		return r.refuse(key, "有认不出的字；请在原来的表格里改成认得出的字，或另存为 .xlsx，再导入")
	}
	return nil
}

func (r Row) refuse(key, why string) error {
	return &CellError{Column: r.Header(key), Value: r.Text(key), Why: why}
}

// Date reads a day as YYYY-MM-DD; an empty cell gives "".
func (r Row) Date(key string) (string, error) {
	date, err := r.date(key, AsDay)
	if err != nil || date == (Date{}) {
		return "", err
	}
	if date.Day == 0 {
		return "", r.refuse(key, "只有年月，应写到日，如 2026-03-10")
	}
	return date.String(), nil
}

// Month reads a year and month as YYYY-MM, or, when the cell also names the day, YYYY-MM-DD; an empty cell gives "".
func (r Row) Month(key string) (string, error) {
	date, err := r.date(key, func(err error) error { return err })
	if err != nil || date == (Date{}) {
		return "", err
	}
	return date.String(), nil
}

// date reads a date; worded makes the words of a refusal those of what the date is of.
func (r Row) date(key string, worded func(error) error) (Date, error) {
	cell := r.Cells[key]
	if cell.Empty() {
		return Date{}, nil
	}
	date, err := cell.date(r.date1904)
	if err != nil {
		return Date{}, r.refuse(key, worded(err).Error())
	}
	return date, nil
}

// Int reads a whole number; an empty cell gives 0 (tell it apart with Text).
func (r Row) Int(key string) (int, error) {
	text, err := r.Decimal(key)
	if err != nil || text == "" {
		return 0, err
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0, r.refuse(key, "应为整数，如 12")
	}
	return n, nil
}

// Decimal reads a number as plain decimal text without exponent, thousands separators or trailing zeros ("87.25");
// 85% gives "0.85", an empty cell "".
func (r Row) Decimal(key string) (string, error) {
	cell := r.Cells[key]
	if cell.Empty() {
		return "", nil
	}
	text, ok := cell.decimal()
	if !ok {
		return "", r.refuse(key, "应为数字，如 87.5")
	}
	return text, nil
}

// Float is Decimal as a floating-point number; an empty cell gives 0.
func (r Row) Float(key string) (float64, error) {
	text, err := r.Decimal(key)
	if err != nil || text == "" {
		return 0, err
	}
	n, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return 0, r.refuse(key, "应为数字，如 87.5")
	}
	return n, nil
}

// IDNumber reads a citizen's ID number (GB 11643) in upper case. The note is a sentence about a number that is
// accepted all the same, such as an old one of 15 digits. An empty cell gives "".
func (r Row) IDNumber(key string) (id, note string, err error) {
	cell := r.Cells[key]
	if cell.Empty() {
		return "", "", nil
	}
	id, note, err = cell.idNumber()
	if err != nil {
		return "", "", r.refuse(key, err.Error())
	}
	return id, note, nil
}

// Phone reads one or several telephone numbers as text; several are joined with 、. An empty cell gives "".
func (r Row) Phone(key string) (string, error) {
	cell := r.Cells[key]
	if cell.Empty() {
		return "", nil
	}
	phone, err := cell.phone()
	if err != nil {
		return "", r.refuse(key, err.Error())
	}
	return phone, nil
}

// Name reads a person's name without the blanks used to line it up (张 三) and with the middle dot of minority names
// in its one standard form; an empty cell gives "".
func (r Row) Name(key string) (string, error) {
	text := r.Text(key)
	if text == "" {
		return "", nil
	}
	name, err := ParseName(text)
	if err != nil {
		return "", r.refuse(key, err.Error())
	}
	return name, nil
}

// Choice reads one of the field's choices, whatever the blanks and width of its characters; an empty cell gives "".
// Without choices it is Text.
func (r Row) Choice(key string) (string, error) {
	text := r.Text(key)
	column := r.columns[key]
	if text == "" || column == nil || column.Field == nil || len(column.Field.Choices) == 0 {
		return text, nil
	}
	want := Squeeze(text)
	for _, choice := range column.Field.Choices {
		if Squeeze(choice) == want {
			return choice, nil
		}
	}
	return "", r.refuse(key, "应为下列之一："+strings.Join(column.Field.Choices, "、"))
}
