package main

import (
	"encoding/json"
	"strings"

	"cppccdesk/data/cell"
)

// writeRows prints a table as TSV, or as JSON objects whose members are in the order of the headers.
func (p *program) writeRows(as format, headers []string, rows [][]string) error {
	if as == "json" {
		return p.writeJSON(headers, rows)
	}
	p.print(p.out, "%s\n", cell.Line(headers))
	for _, row := range rows {
		p.print(p.out, "%s\n", cell.Line(row))
	}
	return nil
}

func (p *program) writeJSON(headers []string, rows [][]string) error {
	var b strings.Builder
	b.WriteString("[")
	for i, row := range rows {
		if i > 0 {
			b.WriteString(",")
		}
		b.WriteString("\n  {")
		for j, value := range row {
			if j > 0 {
				b.WriteString(", ")
			}
			for k, text := range []string{headers[j], value} {
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
