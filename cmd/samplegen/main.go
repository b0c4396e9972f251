// Command samplegen writes the workbooks of the sample year: samplegen --year 2026 --out assets/sample.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"cppccdesk/export/sampleyear"
)

func main() {
	year := flag.Int("year", 2026, "year of the sample")
	out := flag.String("out", "assets/sample", "directory to write to")
	flag.Parse()
	if err := run(*year, *out); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(year int, out string) error {
	files, err := sampleyear.Generate(year)
	if err != nil {
		return err
	}
	for _, f := range files {
		path := filepath.Join(out, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return fmt.Errorf("make directory: %w", err)
		}
		if err := os.WriteFile(path, f.Data, 0o644); err != nil {
			return fmt.Errorf("write sample workbook: %w", err)
		}
		fmt.Println(path, len(f.Data))
	}
	return nil
}
