package main

import (
	"encoding/json"
	"strings"

	"cppccdesk/data/cell"
)

// writeRows prints a table as TSV, or as JSON objects whose members are in the order of the headers.
func (p *program) writeRows(format string, headers []string, rows [][]string) error {
	switch format {
	case "tsv":
		p.print(p.out, "%s\n", tsv(headers))
		for _, row := range rows {
			p.print(p.out, "%s\n", tsv(row))
		}
		return nil
	case "json":
		return p.writeJSON(headers, rows)
	default:
		return misuse("--format 应为 tsv 或 json,而不是「%s」。", format)
	}
}

var flat = strings.NewReplacer("\t", " ", "\r\n", " ", "\n", " ", "\r", " ")

// tsv is a line of a table that a spreadsheet reads without running what is in it.
func tsv(cells []string) string {
	line := make([]string, len(cells))
	for i, text := range cells {
		line[i] = flat.Replace(cell.Guard(text))
	}
	return strings.Join(line, "\t")
}

func (p *program) writeJSON(headers []string, rows [][]string) error {
	var b strings.Builder
	b.WriteString("[")
	for i, row := range rows {
		if i > 0 {
			b.WriteString(",")
		}
		b.WriteString("\n  {")
		for j, cell := range row {
			if j > 0 {
				b.WriteString(", ")
			}
			for k, text := range []string{headers[j], cell} {
				quoted, err := json.Marshal(text)
				if err != nil {
					return err
				}
				if k == 1 {
					b.WriteString(": ")
				}
				b.Write(quoted)
			}
		}
		b.WriteString("}")
	}
	b.WriteString("\n]\n")
	p.print(p.out, "%s", b.String())
	return nil
}
