package intake

import "encoding/binary"

// biffMarks are what an .xls sheet says of rows and cells beside their contents.
type biffMarks struct {
	xf       int // the style of the cell being read
	unseen   map[int]bool
	lines    map[int]bool // struck through
	comments []string
}

func newBiffMarks() biffMarks { return biffMarks{unseen: map[int]bool{}, lines: map[int]bool{}} }

// style reads what an XF record ([MS-XLS] 2.4.353) says beside the number format. Fonts are numbered without a fourth one.
func (w *biff) style(d []byte) cellStyle {
	var of cellStyle
	font := int(binary.LittleEndian.Uint16(d))
	if font > 4 {
		font--
	}
	if font < len(w.struck) {
		of.struck = w.struck[font]
	}
	const solid, white, system = 1, 9, 64
	if len(d) >= 20 && d[17]>>2 == solid {
		if colour := binary.LittleEndian.Uint16(d[18:]) & 0x7F; colour != 1 && colour != white && colour != system {
			of.fill = colour + 1
		}
	}
	return of
}

// takeMark reads that a row is hidden ([MS-XLS] 2.4.221) or a cell has a comment (2.4.179).
func (s *biffSheet) takeMark(kind int, d []byte) {
	switch {
	case kind == recRow && len(d) >= 16 && d[12]&0x20 != 0:
		s.unseen[int(binary.LittleEndian.Uint16(d))] = true
	case kind == recNote && len(d) >= 4 && len(s.comments) < maxMerges:
		s.comments = append(s.comments, CellName(int(binary.LittleEndian.Uint16(d)), int(binary.LittleEndian.Uint16(d[2:]))))
	}
}

// keep puts the cell being read, with what its style says.
func (s *biffSheet) keep(c Cell) error {
	if !c.Empty() && s.xf < len(s.styles) {
		c.fill = s.styles[s.xf].fill
		if s.styles[s.xf].struck {
			s.lines[s.row] = true
		}
	}
	return s.put(s.col, c)
}
