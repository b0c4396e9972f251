package intake

import (
	"archive/zip"
	"encoding/xml"
	"io"
)

// propertiesLimit is the size above which the properties of a workbook are not read.
const propertiesLimit = 64 << 10

// Application is the program that saved the .xlsx workbook or the .docx document in path last, as its properties name it; "" when that cannot be told.
func Application(path string) string {
	archive, err := zip.OpenReader(path)
	if err != nil {
		return ""
	}
	defer func() { _ = archive.Close() }() // only read
	part, err := archive.Open("docProps/app.xml")
	if err != nil {
		return ""
	}
	defer func() { _ = part.Close() }() // only read
	text, err := io.ReadAll(io.LimitReader(part, propertiesLimit))
	if err != nil {
		return ""
	}
	var properties struct {
		Application string `xml:"Application"`
	}
	if xml.Unmarshal(text, &properties) != nil {
		return ""
	}
	return properties.Application
}
