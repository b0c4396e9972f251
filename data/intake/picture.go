package intake

import (
	"bytes"
	"regexp"
	"strings"
)

// Pictures that lie in a cell (嵌入单元格图片). WPS keeps one as the formula DISPIMG, whose result is the text of the formula: that text is all that is
// left in a .csv, and in the cells of other programs that took it for a word. Excel keeps one as an error with a value beside it.

var pictureFormula = regexp.MustCompile(`(?i)^=?\s*@?(_xlfn\.)*DISPIMG\s*\(`)

// pictureText is the formula without its sign, as programs that do not know it leave it as a word.
var pictureText = regexp.MustCompile(`(?i)^@?(_xlfn\.|(_xlfn\.)*DISPIMG\s*\(\s*["“]ID_)`)

// pictureCell is a cell whose formula shows a picture, as text of WPS.
var pictureCell = TextCell("=DISPIMG()")

// picturesOfExcel is the part that an .xlsx has whose cells hold pictures.
const picturesOfExcel = "xl/richData/richValueRel.xml"

// isPicture reports whether a text stands for a picture that WPS keeps in a cell.
func isPicture(text string) bool {
	text = strings.TrimLeftFunc(text, isBlank)
	return (strings.HasPrefix(text, "=") || pictureText.MatchString(text)) && pictureFormula.MatchString(text)
}

var pictureID = regexp.MustCompile(`ID_[0-9A-F]{32}`)

// hasPictureID reports whether the bytes of a formula hold the name that WPS gives a picture, in characters of one or two bytes.
func hasPictureID(formula []byte) bool {
	return pictureID.Match(formula) || pictureID.Match(bytes.ReplaceAll(formula, []byte{0}, nil))
}

// cutPictures empties the cells that hold a picture, and lists them.
func (s *Sheet) cutPictures() {
	for row, cells := range s.Rows {
		cut := false
		for col, c := range cells {
			if c.Type != CellText || !isPicture(c.raw) {
				continue
			}
			cells[col], cut = Cell{}, true
			if len(s.Pictured) < maxMerges {
				s.Pictured = append(s.Pictured, CellName(row, col))
			}
		}
		for end := len(cells); cut && end > 0 && cells[end-1].missing(); end-- {
			s.Rows[row] = cells[:end-1]
		}
	}
	for end := len(s.Rows); len(s.Pictured) > 0 && end > 0 && len(s.Rows[end-1]) == 0; end-- {
		s.Rows = s.Rows[:end-1]
	}
}
