package intake

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// Endings are those of the files that may hold a workbook. They are for choosing files: Open decides by what is in them.
var Endings = []string{"xlsx", "xls", "ods", "csv", "fods", "json"}

// Open reads a workbook, deciding by its content whether it is .xlsx, .xls, .ods or text with separators. Every error is an
// [*Error]. It stays within the limits of opt whatever the file holds and stops when ctx ends.
func Open(ctx context.Context, path string, opt Options) (*Workbook, error) {
	opt = opt.withDefaults()
	data, err := readFile(path, opt)
	if err != nil {
		return nil, err
	}
	wb, err := OpenBytes(ctx, path, data, opt)
	if err != nil {
		return nil, err
	}
	return wb, nil
}

// OpenBytes is Open for a file already in memory; path is only its name.
func OpenBytes(ctx context.Context, path string, data []byte, opt Options) (wb *Workbook, err error) {
	opt = opt.withDefaults()
	b := &budget{ctx: ctx, opt: opt, size: int64(len(data))}
	defer func() {
		if r := recover(); r != nil {
			wb, err = nil, corrupt(fmt.Errorf("panic: %v", r)).of(path)
		}
	}()
	sheets, err := decode(b, data)
	if err != nil {
		var why *refusal
		if !errors.As(err, &why) {
			why = corrupt(err)
		}
		return nil, why.of(path)
	}
	for i := range sheets {
		sheets[i].cutPictures()
	}
	return &Workbook{Path: path, Sheets: sheets}, nil
}

func readFile(path string, opt Options) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, unreadable(err).of(path)
	}
	switch {
	case info.IsDir():
		return nil, (&refusal{what: "是一个文件夹", do: "请选择其中的工作簿"}).of(path)
	case !info.Mode().IsRegular():
		return nil, (&refusal{what: "不是普通文件", do: "请选择 .xlsx、.xls、.ods 或 .csv 工作簿"}).of(path)
	case info.Size() > opt.MaxBytes:
		return nil, (&refusal{
			what: fmt.Sprintf("有 %d MB，超过可导入的 %d MB", info.Size()>>20, opt.MaxBytes>>20),
			do:   "请删去图片和无关的工作表，或分成几个文件再导入",
		}).of(path)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, unreadable(err).of(path)
	}
	return data, nil
}

func unreadable(err error) *refusal {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &refusal{what: "找不到", do: "可能已被移走或改名，请重新选择", err: err}
	case errors.Is(err, fs.ErrPermission):
		return &refusal{what: "没有读取权限", do: "请关闭正在使用它的程序，或复制到别处再导入", err: err}
	}
	return &refusal{what: "打不开", do: "请关闭正在使用它的程序后重试", err: err}
}

// doImport is what to do about a file that is no workbook.
const doImport = "请导入 .xlsx、.xls、.ods 或 .csv 文件"

var signatures = []struct {
	magic, what, do string
}{
	{"\x89PNG", "是图片，不是工作簿", doImport},
	{"\xff\xd8\xff", "是图片，不是工作簿", doImport},
	{"GIF8", "是图片，不是工作簿", doImport},
	{"BM", "是图片，不是工作簿", doImport},
	{"%PDF", "是 PDF，不是工作簿", "请向来文单位索取 Excel 文件"},
	{"Rar!", "是压缩包", "请解压后导入其中的工作簿"},
	{"7z\xbc\xaf", "是压缩包", "请解压后导入其中的工作簿"},
	{"\x1f\x8b", "是压缩包", "请解压后导入其中的工作簿"},
	{"MZ", "是程序，不是工作簿", doImport},
	{"{\\rtf", "是文字文档，不是工作簿", "请把其中的表格复制到 Excel 中另存为 .xlsx 再导入"},
	{"SQLite format 3", "是数据库，不是工作簿", doImport},
}

// decode dispatches on what the bytes are.
func decode(b *budget, data []byte) ([]Sheet, error) {
	if err := refuseSecured(data); err != nil {
		return nil, err
	}
	switch {
	case len(data) == 0:
		return nil, &refusal{what: "是空的", do: "请确认文件已保存完整后再导入"}
	case int64(len(data)) > b.opt.MaxBytes:
		return nil, tooBig
	case bytes.HasPrefix(data, []byte("PK")):
		return readPackage(b, data)
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return readCompound(b, data)
	case bytes.HasPrefix(data, []byte{0x09, 0x08, 0x08, 0}), bytes.HasPrefix(data, []byte{0x09, 0x04, 0x06, 0}),
		bytes.HasPrefix(data, []byte{0x09, 0x02, 0x06, 0}):
		return nil, refuseOldExcel
	}
	for _, s := range signatures {
		if bytes.HasPrefix(data, []byte(s.magic)) {
			return nil, &refusal{what: s.what, do: s.do}
		}
	}
	return readText(b, data)
}

// readPackage reads a zip archive of parts: an .xlsx or an .ods.
func readPackage(b *budget, data []byte) ([]Sheet, error) {
	p, err := openParts(b, data)
	if err != nil {
		return nil, err
	}
	if isOpenDocument(p) {
		return readODS(p)
	}
	return readXLSX(p)
}

var (
	refuseOldExcel = &refusal{what: "是 Excel 95 以前的旧格式", do: "请用 Excel 或 WPS 打开后另存为 .xlsx 再导入"}
	tooBig         = &refusal{what: "内容过多，超出一次导入的限度", do: "请删去无关的工作表或分成几个文件再导入"}
)

// budget meters what reading a workbook may cost. Its methods fail with a refusal once a limit is passed.
type budget struct {
	ctx   context.Context
	opt   Options
	steps int

	size           int64 // of the file
	inflated, text int64
	cells, rows    int
}

// A sheet of like rows packs to a fiftieth; only what is made to burst packs to a two-hundredth.
const (
	suspectFrom = 8 << 20
	maxRatio    = 200
)

// step is called for every small step; now and then it looks whether the reading was cancelled.
func (b *budget) step() error {
	if b.steps++; b.steps%1024 != 0 {
		return nil
	}
	if err := b.ctx.Err(); err != nil {
		return &refusal{what: "没有读完，导入已取消", do: "需要时请重新导入", err: err}
	}
	if b.steps > b.opt.MaxSteps {
		return tooBig
	}
	return nil
}

func (b *budget) inflate(n int) error {
	if b.inflated += int64(n); b.inflated > b.opt.MaxInflated {
		return bomb(fmt.Errorf("more than %d bytes inflated", b.opt.MaxInflated))
	}
	if b.inflated > suspectFrom && b.inflated/maxRatio > b.size {
		return bomb(fmt.Errorf("%d bytes inflated from %d", b.inflated, b.size))
	}
	return nil
}

func (b *budget) keepText(n int) error {
	if b.text += int64(n); b.text > b.opt.MaxText {
		return tooBig
	}
	return nil
}

func (b *budget) keepRow(cells int) error {
	if b.cells += cells; b.cells > b.opt.MaxCells {
		return &refusal{
			what: fmt.Sprintf("的单元格超过 %d 万个", b.opt.MaxCells/10_000), do: tooBig.do,
		}
	}
	return nil
}

// extend accounts for a sheet growing to a number of rows.
func (b *budget) extend(rows int) error {
	if b.rows += rows; b.rows > b.opt.MaxRows {
		return &refusal{what: fmt.Sprintf("的行数超过 %d 万", b.opt.MaxRows/10_000), do: tooBig.do}
	}
	return nil
}

// date1904 is the date system to read by when the workbook declares one.
func (b *budget) date1904(declared bool) bool {
	if b.opt.Date1904 != nil {
		return *b.opt.Date1904
	}
	return declared
}

// grid collects the rows of a sheet.
type grid struct {
	b     *budget
	rows  [][]Cell
	cells []Cell // of the row being read
	long  int    // 1-based column of a cell in it that is too long to keep, 0: none
}

// put sets a cell of the row being read; empty cells are not kept.
func (g *grid) put(col int, c Cell) error {
	if c.missing() {
		return nil
	}
	if c.Type == CellText {
		if len(c.raw) > maxField {
			g.long, c.raw = col+1, ""
		}
		if err := g.b.keepText(len(c.raw)); err != nil {
			return err
		}
	}
	for len(g.cells) <= col {
		g.cells = append(g.cells, Cell{})
	}
	g.cells[col] = c
	return nil
}

// over is the row with more cells of it: some programs write one row in several parts.
func over(row, more []Cell) []Cell {
	if len(row) < len(more) {
		row = append(row, make([]Cell, len(more)-len(row))...)
	}
	for col, c := range more {
		if !c.missing() {
			row[col] = c
		}
	}
	return row
}

// endRow files the cells put since the last row under the 0-based row number.
func (g *grid) endRow(row int) error {
	if g.long > 0 {
		return &refusal{what: fmt.Sprintf("第 %d 行 %s 列的内容超过 %d 万字节，太长了", row+1, ColumnName(g.long), maxField/10_000), do: "请把这一格缩短到 6 万字以内再导入"}
	}
	if len(g.cells) == 0 {
		return nil
	}
	if err := g.b.keepRow(len(g.cells)); err != nil {
		return err
	}
	if grow := row + 1 - len(g.rows); grow > 0 {
		if err := g.b.extend(grow); err != nil {
			return err
		}
		g.rows = append(g.rows, make([][]Cell, grow)...)
	}
	g.rows[row] = over(g.rows[row], g.cells)
	clear(g.cells)
	g.cells = g.cells[:0]
	return nil
}
