package intake

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"cppccdesk/data/cell"
)

// readText reads a text file with separators: UTF-8 and UTF-16 with or without mark, else GB 18030, which
// covers GBK. Web pages and XML workbooks saved under a workbook's name, and files of holidays, are read as what they are.
func readText(b *budget, data []byte) ([]Sheet, error) {
	text, err := DecodeText(data)
	if err != nil {
		return nil, err
	}
	if err := b.inflate(len(text)); err != nil {
		return nil, err
	}
	switch {
	case isFlatDocument(text):
		return readFlatDocument(b, text)
	case isSheetML(text):
		return readSheetML(b, text)
	case isHolidays(text):
		return readHolidays(b, text)
	case isHTML(text):
		return readHTML(b, text)
	}
	if err := refuseMarkup(text); err != nil {
		return nil, err
	}
	if strings.TrimFunc(text, isBlank) == "" {
		return nil, &refusal{what: "是空的", do: "请确认文件已保存完整后再导入"}
	}
	rows, err := readSeparated(b, text, separatorOf(text))
	if err != nil {
		return nil, err
	}
	return []Sheet{{Name: "文本", Rows: rows, Separated: true, Date1904: b.date1904(false)}}, nil
}

var refuseNotTable = &refusal{what: "不是表格文件", do: "请导入 .xlsx、.xls、.ods 或 .csv 工作簿"}

// DecodeText is the text of a file: UTF-8 and UTF-16 with or without mark, else GB 18030. What is no text is refused.
func DecodeText(data []byte) (string, error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		data = data[3:]
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		return decodeUTF16(data[2:], data[0] == 0xfe), nil
	}
	if text, ok := unmarkedUTF16(data); ok {
		return text, nil
	}
	if bytes.Count(data, []byte{0}) > bytes.Count(data, []byte{'\n'}) { // a text with one here and there has its rows refused
		return "", refuseNotTable
	}
	if utf8.Valid(data) {
		return string(data), nil
	}
	decoded, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data)
	if err != nil {
		return "", &refusal{what: refuseNotTable.what, do: refuseNotTable.do, err: err}
	}
	if broken := bytes.Count(decoded, []byte("\ufffd")); broken*200 > len(decoded) {
		return "", &refusal{what: "不是表格文件，或文字编码无法识别", do: "请用 Excel 或 WPS 打开后另存为 .xlsx 再导入"}
	}
	return string(decoded), nil
}

func decodeUTF16(data []byte, bigEndian bool) string {
	units := make([]uint16, len(data)/2)
	for i := range units {
		lo, hi := data[2*i], data[2*i+1]
		if bigEndian {
			lo, hi = hi, lo
		}
		units[i] = uint16(lo) | uint16(hi)<<8
	}
	return string(utf16.Decode(units))
}

// unmarkedUTF16 reads data as UTF-16 without a mark, when all of it makes sense as such: lines of separated fields of Chinese characters, digits,
// letters and punctuation.
func unmarkedUTF16(data []byte) (string, bool) {
	if len(data)%2 != 0 || bytes.IndexByte(data, 0) < 0 {
		return "", false
	}
	for _, bigEndian := range []bool{false, true} {
		text := decodeUTF16(data, bigEndian)
		if strings.ContainsAny(text, "\n") && strings.ContainsAny(text, separators) && !strings.ContainsFunc(text, oddInTable) {
			return text, true
		}
	}
	return "", false
}

// oddInTable reports whether a character has no place in a table of an office; read the wrong way round, most have none.
func oddInTable(r rune) bool {
	switch {
	case r == '\n' || r == '\r' || r == '\t':
		return false
	case r < ' ' || r == utf8.RuneError:
		return true
	}
	return r > unicode.MaxLatin1 && !unicode.In(r, unicode.Han, unicode.Latin, unicode.Greek, unicode.Punct, unicode.Symbol, unicode.Number, unicode.Space)
}

func refuseMarkup(text string) error {
	head := strings.ToLower(strings.TrimLeftFunc(text[:min(len(text), 4096)], isBlank))
	const do = "请用 Excel 或 WPS 打开后另存为 .xlsx 再导入"
	switch {
	case strings.HasPrefix(head, "mime-version"), strings.HasPrefix(head, "<!doctype html"), strings.HasPrefix(head, "<html"),
		strings.HasPrefix(head, "<table"), strings.HasPrefix(head, "<meta"), strings.HasPrefix(head, "<head"):
		return &refusal{what: "其实是网页，只是用了工作簿的名字", do: do}
	case strings.HasPrefix(head, "<?xml"), strings.HasPrefix(head, "<workbook"), strings.HasPrefix(head, "<!doctype"):
		return &refusal{what: "是 XML 文件，不是工作簿", do: do}
	case strings.HasPrefix(head, "{"), strings.HasPrefix(head, "["):
		return refuseNotTable
	}
	return nil
}

// separators are the characters that may divide the fields of a text.
const separators = ",\t;|\uff0c"

// separatorOf picks the separator that divides the first lines most often and most evenly: a tab when all have as many of it, whatever other marks
// their texts are full of. What is in quotes does not count.
func separatorOf(text string) rune {
	lines := unquotedLines(text, 20)
	best, bestScore := ',', 0
	for _, sep := range separators {
		filled, least, even := 0, 0, true
		first := strings.Count(lines[0], string(sep))
		for _, line := range lines {
			n := strings.Count(line, string(sep))
			if n > 0 {
				filled++
				least += min(n, 50)
			}
			even = even && n == first
		}
		if sep == '\t' && even && first > 0 {
			return sep
		}
		if score := filled * least; score > bestScore {
			best, bestScore = sep, score
		}
	}
	return best
}

// looked is how much of a text is looked at to find its separator, in bytes.
const looked = 64 << 10

// unquotedLines are the first whole lines, up to most, without the fields in quotes; blank ones are left out unless all are.
func unquotedLines(text string, most int) []string {
	cut := len(text) > looked
	text = text[:min(len(text), looked)]
	var lines []string
	var line strings.Builder
	for start := true; text != "" && len(lines) < most; {
		if start && text[0] == '"' {
			if _, rest, ok := cutQuoted(text); ok {
				text, start = rest, false
				continue
			}
		}
		r, size := utf8.DecodeRuneInString(text)
		start = r == '\n' || strings.ContainsRune(separators, r)
		if r == '\n' {
			if strings.TrimFunc(line.String(), unicode.IsSpace) != "" {
				lines = append(lines, line.String())
			}
			line.Reset()
		} else {
			line.WriteString(text[:size])
		}
		text = text[size:]
	}
	if len(lines) == 0 || !cut && line.Len() > 0 && len(lines) < most {
		lines = append(lines, line.String())
	}
	return lines
}

// readSeparated splits text by RFC 4180, more leniently: a quote inside a field stands for itself, and so does one
// that is never closed. The apostrophe that keeps spreadsheets from running a text is no part of it. A record counts from the line it starts on.
func readSeparated(b *budget, text string, separator rune) ([][]Cell, error) {
	if strings.IndexByte(text, '\n') < 0 {
		text = strings.ReplaceAll(text, "\r", "\n")
	}
	g := &grid{b: b}
	line, start, col := 0, 0, 0
	for len(text) > 0 {
		if err := b.step(); err != nil {
			return nil, err
		}
		if col >= maxColumns {
			return nil, tooBig
		}
		field, rest, ended := cutField(text, separator)
		line += strings.Count(text[:len(text)-len(rest)], "\n")
		text = rest
		if err := g.put(col, TextCell(cell.Unguard(field))); err != nil {
			return nil, err
		}
		col++
		if ended {
			if err := g.endRow(start); err != nil {
				return nil, err
			}
			start, col = line, 0
		}
	}
	return g.rows, g.endRow(start)
}

// maxField is the longest text of a cell in bytes; Excel's hold 32,767 characters.
const maxField = 200_000

// cutField takes the first field off text; ended says that its record ends with it.
func cutField(text string, separator rune) (field, rest string, ended bool) {
	if strings.HasPrefix(text, `"`) {
		if field, rest, ok := cutQuoted(text); ok {
			tail, rest, ended := cutPlain(rest, separator)
			return field + tail, rest, ended
		}
	}
	return cutPlain(text, separator)
}

func cutPlain(text string, separator rune) (field, rest string, ended bool) {
	i := strings.IndexFunc(text, func(r rune) bool { return r == separator || r == '\n' })
	if i < 0 {
		return strings.TrimSuffix(text, "\r"), "", true
	}
	if text[i] == '\n' {
		return strings.TrimSuffix(text[:i], "\r"), text[i+1:], true
	}
	return text[:i], text[i+utf8.RuneLen(separator):], false
}

// cutQuoted takes a field in quotes, in which two quotes stand for one; ok is false when none closes it.
func cutQuoted(text string) (field, rest string, ok bool) {
	end := min(len(text), maxField)
	for i := 1; i < end; i++ {
		if text[i] != '"' {
			continue
		}
		if i+1 < len(text) && text[i+1] == '"' {
			i++
			continue
		}
		return strings.ReplaceAll(text[1:i], `""`, `"`), text[i+1:], true
	}
	return "", text, false
}

// maxColumns is the width of a sheet in Excel.
const maxColumns = 16384
