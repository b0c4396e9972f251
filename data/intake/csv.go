package intake

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// readText reads a text file with separators: UTF-8 with or without mark, UTF-16 with mark, else GB 18030, which
// covers GBK. Web pages saved under a workbook's name are refused.
func readText(b *budget, data []byte) ([]Sheet, error) {
	text, err := decodeText(data)
	if err != nil {
		return nil, err
	}
	if err := b.inflate(len(text)); err != nil {
		return nil, err
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
	return []Sheet{{Name: "文本", Rows: rows, Date1904: b.date1904(false)}}, nil
}

var refuseNotTable = &refusal{what: "不是表格文件", do: "请导入 .xlsx、.xls 或 .csv 工作簿"}

func decodeText(data []byte) (string, error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		data = data[3:]
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		return decodeUTF16(data[2:], data[0] == 0xfe), nil
	}
	if bytes.IndexByte(data, 0) >= 0 {
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
		return "", &refusal{what: "不是表格文件,或文字编码无法识别", do: "请用 Excel 或 WPS 打开后另存为 .xlsx 再导入"}
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

func refuseMarkup(text string) error {
	head := strings.ToLower(strings.TrimLeftFunc(text[:min(len(text), 4096)], isBlank))
	const do = "请用 Excel 或 WPS 打开后另存为 .xlsx 再导入"
	switch {
	case strings.HasPrefix(head, "mime-version"), strings.HasPrefix(head, "<!doctype html"), strings.HasPrefix(head, "<html"),
		strings.HasPrefix(head, "<table"), strings.HasPrefix(head, "<meta"), strings.HasPrefix(head, "<head"):
		return &refusal{what: "其实是网页,只是用了工作簿的名字", do: do}
	case strings.HasPrefix(head, "<?xml"), strings.HasPrefix(head, "<workbook"), strings.HasPrefix(head, "<!doctype"):
		return &refusal{what: "是 XML 文件,不是工作簿", do: do}
	case strings.HasPrefix(head, "{"), strings.HasPrefix(head, "["):
		return refuseNotTable
	}
	return nil
}

// separatorOf picks the separator that divides the first lines most often and most evenly.
func separatorOf(text string) rune {
	lines := strings.SplitN(text, "\n", 21)
	lines = lines[:min(len(lines), 20)]
	best, bestScore := ',', 0
	for _, sep := range []rune{',', '\t', ';', '|', '\uff0c'} {
		filled, least := 0, 0
		for _, line := range lines {
			if n := strings.Count(line, string(sep)); n > 0 {
				filled++
				least += min(n, 50)
			}
		}
		if score := filled * least; score > bestScore {
			best, bestScore = sep, score
		}
	}
	return best
}

func readSeparated(b *budget, text string, separator rune) ([][]Cell, error) {
	if i := strings.IndexByte(text, '\n'); i < 0 {
		text = strings.ReplaceAll(text, "\r", "\n")
	}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes, r.ReuseRecord = separator, -1, true, true
	g := &grid{b: b}
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			return g.rows, nil
		}
		if err != nil {
			return nil, corrupt(err)
		}
		line := len(g.rows)
		if len(record) > 0 {
			line, _ = r.FieldPos(0)
			line--
		}
		for col, text := range record {
			if err := b.tick(); err != nil {
				return nil, err
			}
			if col >= maxColumns {
				return nil, tooBig
			}
			if err := g.put(col, TextCell(strings.TrimPrefix(text, "\ufeff"))); err != nil {
				return nil, err
			}
		}
		if err := g.endRow(line); err != nil {
			return nil, err
		}
	}
}

// maxColumns is the width of a sheet in Excel.
const maxColumns = 16384
