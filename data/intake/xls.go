package intake

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/richardlehane/mscfb"
)

// readCompound reads a compound file: an .xls, or something else that Office keeps in that container, such as an
// encrypted .xlsx.
func readCompound(b *budget, data []byte) ([]Sheet, error) {
	doc, err := mscfb.New(bytes.NewReader(data))
	if err != nil {
		return nil, corrupt(err)
	}
	streams := map[string]*mscfb.File{} // of the file itself, not of what is embedded; their names differ in case by program
	for _, entry := range doc.File {
		if name := strings.ToLower(entry.Name); len(entry.Path) == 0 && streams[name] == nil {
			streams[name] = entry
		}
	}
	book := cmp.Or(streams["workbook"], streams["book"])
	switch {
	case streams["encryptioninfo"] != nil:
		return readEncrypted(b, data, streams["encryptioninfo"])
	case streams["encryptedpackage"] != nil:
		return nil, encrypted(errors.New("EncryptedPackage"))
	case book == nil && streams["worddocument"] != nil:
		return nil, &refusal{what: "是 Word 文档，不是工作簿", do: "请把其中的表格复制到 Excel 中另存为 .xlsx 再导入"}
	case book == nil && streams["powerpoint document"] != nil:
		return nil, &refusal{what: "是演示文稿，不是工作簿", do: doImport}
	case book == nil:
		return nil, &refusal{what: "不是能识别的工作簿（可能是 WPS 的 .et 格式）", do: "请用 WPS 打开后另存为 .xlsx 再导入"}
	}
	stream, err := io.ReadAll(io.LimitReader(book, int64(len(data))))
	if err != nil && len(stream) == 0 {
		return nil, corrupt(err)
	}
	w := &biff{b: b, stream: stream, codes: map[int]string{}}
	if err := w.readGlobals(); err != nil {
		return nil, err
	}
	return w.readSheets()
}

// The BIFF8 records that matter here; numbers as in [MS-XLS] 2.3.1.
const (
	recFormula    = 0x0006
	recEOF        = 0x000A
	recNote       = 0x001C
	recDate1904   = 0x0022
	recContinue   = 0x003C
	recFilePass   = 0x002F
	recFont       = 0x0031
	recBoundSheet = 0x0085
	recMulRk      = 0x00BD
	recRString    = 0x00D6
	recXF         = 0x00E0
	recMergeCells = 0x00E5
	recSST        = 0x00FC
	recLabelSST   = 0x00FD
	recNumber     = 0x0203
	recLabel      = 0x0204
	recBoolErr    = 0x0205
	recString     = 0x0207
	recRow        = 0x0208
	recRK         = 0x027E
	recFormula3   = 0x0206 // of Excel 3 and 4, which some programs still write into a BIFF8 sheet
	recFormula4   = 0x0406
	recFormat     = 0x041E
	recBOF        = 0x0809
)

// biff is the Workbook stream of an .xls while it is read. It is read directly because the libraries at hand give no
// formula results, merged areas, hidden marks or date system, and panic or hang on damaged files.
type biff struct {
	b        *budget
	stream   []byte
	date1904 bool
	codes    map[int]string // number formats
	formats  []*format      // by cell style
	styleFmt []int
	styles   []cellStyle // by cell style
	struck   []bool      // by font
	shared   []string
	sheets   []boundSheet
}

type boundSheet struct {
	name   string
	offset int
	hidden bool
	kind   byte
}

type biffRecord struct {
	kind int
	data []byte
	next int // offset of the record after it
}

// record reads the record at offset; ok is false at the end of what is there.
func (w *biff) record(offset int) (r biffRecord, ok bool) {
	if offset < 0 || offset+4 > len(w.stream) {
		return biffRecord{}, false
	}
	size := int(binary.LittleEndian.Uint16(w.stream[offset+2:]))
	r = biffRecord{kind: int(binary.LittleEndian.Uint16(w.stream[offset:])), next: offset + 4 + size}
	if r.kind == recFormula3 || r.kind == recFormula4 {
		r.kind = recFormula
	}
	if r.next > len(w.stream) {
		return biffRecord{}, false
	}
	r.data = w.stream[offset+4 : r.next]
	return r, true
}

func (w *biff) readGlobals() error {
	first, ok := w.record(0)
	if !ok || first.kind != recBOF || len(first.data) < 4 {
		return corrupt(errors.New("no BOF"))
	}
	if version := binary.LittleEndian.Uint16(first.data); version != 0x0600 {
		return refuseOldExcel
	}
	for offset := first.next; ; {
		r, ok := w.record(offset)
		if !ok {
			return corrupt(errors.New("globals end early"))
		}
		if r.kind == recEOF {
			break
		}
		if err := w.b.step(); err != nil {
			return err
		}
		offset = r.next
		if err := w.global(&offset, r); err != nil {
			return err
		}
	}
	w.date1904 = w.b.date1904(w.date1904)
	for _, id := range w.styleFmt {
		code, ok := w.codes[id]
		if !ok {
			code = builtinFormats[id]
		}
		w.formats = append(w.formats, newFormat(code, w.date1904))
	}
	return nil
}

func (w *biff) global(offset *int, r biffRecord) error {
	d := r.data
	switch {
	case r.kind == recFilePass:
		return encrypted(errors.New("FILEPASS"))
	case r.kind == recDate1904 && len(d) >= 2:
		w.date1904 = d[0] == 1
	case r.kind == recBoundSheet && len(d) >= 8:
		name, _ := shortString(d[6:])
		w.sheets = append(w.sheets, boundSheet{
			name: name, offset: int(binary.LittleEndian.Uint32(d)), hidden: d[4]&3 != 0, kind: d[5],
		})
	case r.kind == recFormat && len(d) >= 5:
		chunks := &chunks{blocks: [][]byte{d[2:]}}
		if code, err := chunks.text(); err == nil {
			w.codes[int(binary.LittleEndian.Uint16(d))] = code
		}
	case r.kind == recXF && len(d) >= 4:
		w.styleFmt = append(w.styleFmt, int(binary.LittleEndian.Uint16(d[2:])))
		w.styles = append(w.styles, w.style(d))
	case r.kind == recFont && len(d) >= 4:
		w.struck = append(w.struck, d[2]&8 != 0)
	case r.kind == recSST && len(d) >= 8:
		blocks := append([][]byte{d[8:]}, w.continued(offset)...)
		return w.readShared(&chunks{blocks: blocks}, int(binary.LittleEndian.Uint32(d[4:])))
	}
	return nil
}

// continued takes the records that continue the one before offset.
func (w *biff) continued(offset *int) [][]byte {
	var blocks [][]byte
	for {
		more, ok := w.record(*offset)
		if !ok || more.kind != recContinue {
			return blocks
		}
		blocks = append(blocks, more.data)
		*offset = more.next
	}
}

// readShared reads all the strings there are. Some programs count them wrong; a cell whose string is not there is a damage of the file.
func (w *biff) readShared(c *chunks, count int) error {
	for c.left() {
		if err := w.b.step(); err != nil {
			return err
		}
		text, err := c.text()
		if err != nil && len(w.shared) >= count {
			return nil // what fills the record up
		}
		if err != nil {
			return corrupt(fmt.Errorf("shared strings: %w", err))
		}
		if err := w.b.keepText(len(text) + 16); err != nil {
			return err
		}
		w.shared = append(w.shared, text)
	}
	return nil
}

func (w *biff) readSheets() ([]Sheet, error) {
	if len(w.sheets) > w.b.opt.MaxSheets {
		return nil, tooManySheets(len(w.sheets))
	}
	var sheets []Sheet
	for _, bound := range w.sheets {
		if bound.kind != 0 {
			continue // charts and macro sheets
		}
		r := &biffSheet{biff: w, grid: grid{b: w.b}, biffMarks: newBiffMarks()}
		if err := r.read(bound.offset); err != nil {
			return nil, err
		}
		sheets = append(sheets, Sheet{
			Name: bound.name, Hidden: bound.hidden, Rows: r.rows, Merges: r.merges, Date1904: w.date1904, Unseen: r.unseen, Struck: r.lines, Comments: r.comments,
		})
	}
	if len(sheets) == 0 {
		return nil, &refusal{what: "里没有工作表", do: "请确认文件已保存完整后再导入"}
	}
	return sheets, nil
}

// biffSheet reads one worksheet substream.
type biffSheet struct {
	*biff
	grid
	biffMarks
	row     int
	merges  []Merge
	pending *Cell // a formula whose text follows in a STRING record
	col     int
}

func (s *biffSheet) read(offset int) error {
	first, ok := s.record(offset)
	if !ok || first.kind != recBOF {
		return corrupt(errors.New("sheet without BOF"))
	}
	depth := 1
	for offset = first.next; depth > 0; {
		r, ok := s.record(offset)
		if !ok {
			return corrupt(errors.New("sheet ends early"))
		}
		offset = r.next
		if err := s.biff.b.step(); err != nil {
			return err
		}
		switch r.kind {
		case recBOF:
			depth++ // an embedded chart
		case recEOF:
			depth--
		default:
			if depth == 1 {
				if err := s.take(r); err != nil {
					return err
				}
			}
		}
	}
	return s.endRow(s.row)
}

// moveTo goes to the cell a record speaks of; rows may come in any order, but cells of a row stay together.
func (s *biffSheet) moveTo(row, col int) error {
	s.pending = nil
	if row != s.row {
		if err := s.endRow(s.row); err != nil {
			return err
		}
		s.row = row
		if row < len(s.rows) {
			s.cells = append(s.cells[:0], s.rows[row]...)
		}
	}
	s.col = col
	return nil
}

func (s *biffSheet) take(r biffRecord) error {
	d := r.data
	switch r.kind {
	case recMergeCells:
		s.takeMerges(d)
		return nil
	case recRow, recNote:
		s.takeMark(r.kind, d)
		return nil
	case recString:
		if s.pending != nil {
			text, err := (&chunks{blocks: [][]byte{d}}).text()
			s.pending = nil
			if err == nil {
				return s.keep(TextCell(text))
			}
		}
		return nil
	case recFormula, recMulRk, recRString, recLabelSST, recNumber, recLabel, recBoolErr, recRK:
		if len(d) < 8 {
			return corrupt(fmt.Errorf("record %#x of %d bytes", r.kind, len(d)))
		}
		if err := s.moveTo(int(binary.LittleEndian.Uint16(d)), int(binary.LittleEndian.Uint16(d[2:]))); err != nil {
			return err
		}
		if s.col >= maxColumns {
			return corrupt(errors.New("more columns than a sheet has"))
		}
		return s.takeCell(r.kind, d)
	}
	return nil
}

func (s *biffSheet) takeCell(kind int, d []byte) error {
	style := int(binary.LittleEndian.Uint16(d[4:]))
	s.xf = style
	switch {
	case kind == recLabelSST && len(d) >= 10:
		if i := int(binary.LittleEndian.Uint32(d[6:])); i < len(s.shared) {
			return s.keep(TextCell(s.shared[i]))
		}
		return corrupt(errors.New("a cell without its shared string"))
	case kind == recLabel || kind == recRString:
		if text, err := (&chunks{blocks: [][]byte{d[6:]}}).text(); err == nil {
			return s.keep(TextCell(text))
		}
	case kind == recNumber && len(d) >= 14:
		return s.keep(s.number(math.Float64frombits(binary.LittleEndian.Uint64(d[6:])), style))
	case kind == recRK && len(d) >= 10:
		return s.keep(s.number(rk(binary.LittleEndian.Uint32(d[6:])), style))
	case kind == recMulRk:
		return s.takeMulRk(d)
	case kind == recBoolErr:
		return s.keep(boolOrFault(d[6], d[7] != 0))
	case kind == recFormula && len(d) >= 14:
		return s.takeFormula(d, style)
	}
	return nil
}

func (s *biffSheet) takeMulRk(d []byte) error {
	for i := 4; i+6 <= len(d)-2; i += 6 {
		s.xf = int(binary.LittleEndian.Uint16(d[i:]))
		c := s.number(rk(binary.LittleEndian.Uint32(d[i+2:])), s.xf)
		if err := s.keep(c); err != nil {
			return err
		}
		s.col++
	}
	return nil
}

// takeFormula keeps the stored result of a formula ([MS-XLS] 2.5.133 FormulaValue).
func (s *biffSheet) takeFormula(d []byte, style int) error {
	if d[12] != 0xFF || d[13] != 0xFF {
		return s.keep(s.number(math.Float64frombits(binary.LittleEndian.Uint64(d[6:])), style))
	}
	switch d[6] {
	case 0:
		s.pending = &Cell{}
	case 2:
		if hasPictureID(d[14:]) {
			return s.keep(pictureCell)
		}
		return s.keep(boolOrFault(d[8], true))
	case 1:
		return s.keep(boolOrFault(d[8], false))
	}
	return nil
}

func boolOrFault(value byte, fault bool) Cell {
	faults := map[byte]string{0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
	switch {
	case fault && faults[value] != "":
		return Cell{raw: faults[value], Type: CellFault}
	case fault:
		return Cell{raw: "#N/A", Type: CellFault}
	case value != 0:
		return Cell{raw: "TRUE", Type: CellBool}
	}
	return Cell{raw: "FALSE", Type: CellBool}
}

func (s *biffSheet) number(n float64, style int) Cell {
	if math.IsNaN(n) || math.IsInf(n, 0) {
		return Cell{raw: "#NUM!", Type: CellFault}
	}
	c := Cell{raw: strconv.FormatFloat(n, 'G', -1, 64), Type: CellNumber}
	if style < len(s.formats) {
		c.format = s.formats[style]
	}
	return c
}

// rk unpacks a compressed number ([MS-XLS] 2.5.218 RkNumber).
func rk(v uint32) float64 {
	var n float64
	if v&2 != 0 {
		n = float64(int32(v) >> 2)
	} else {
		n = math.Float64frombits(uint64(v&^3) << 32)
	}
	if v&1 != 0 {
		n /= 100
	}
	return n
}

func (s *biffSheet) takeMerges(d []byte) {
	for i := 2; i+8 <= len(d) && len(s.merges) < maxMerges; i += 8 {
		m := Merge{
			Top: int(binary.LittleEndian.Uint16(d[i:])), Bottom: int(binary.LittleEndian.Uint16(d[i+2:])),
			Left: int(binary.LittleEndian.Uint16(d[i+4:])), Right: int(binary.LittleEndian.Uint16(d[i+6:])),
		}
		if m.Top <= m.Bottom && m.Left <= m.Right {
			s.merges = append(s.merges, m)
		}
	}
}
