package sheet

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"hash/crc32"
	"io"
	"io/fs"
	"sort"

	"github.com/xuri/excelize/v2"
)

// archive is the zip file of a workbook with its parts in a fixed order and without times. excelize hands streamed sheets over in map
// order; archive keeps the compressed parts until Close and writes them sorted, the content types first as Office does.
type archive struct {
	out   io.Writer
	parts []*part
}

// part is one file of the package being compressed.
type part struct {
	name  string
	data  bytes.Buffer
	press *flate.Writer
	crc   uint32
	size  uint64
}

// pressLevel is the level archive/zip itself uses.
const pressLevel = 5

func newArchive(w io.Writer) excelize.ZipWriter { return &archive{out: w} }

// Create begins a part; the one before it is finished by then.
func (a *archive) Create(name string) (io.Writer, error) {
	if err := a.finishLast(); err != nil {
		return nil, err
	}
	p := &part{name: name}
	press, err := flate.NewWriter(&p.data, pressLevel)
	if err != nil {
		return nil, err
	}
	p.press = press
	a.parts = append(a.parts, p)
	return p, nil
}

// Write compresses more of a part.
func (p *part) Write(b []byte) (int, error) {
	p.crc = crc32.Update(p.crc, crc32.IEEETable, b)
	p.size += uint64(len(b))
	return p.press.Write(b)
}

func (a *archive) finishLast() error {
	if len(a.parts) == 0 {
		return nil
	}
	last := a.parts[len(a.parts)-1]
	if last.press == nil {
		return nil
	}
	err := last.press.Close()
	last.press = nil
	return err
}

// AddFS is asked for by excelize's interface and never called for a workbook.
func (a *archive) AddFS(fs.FS) error { return fs.ErrInvalid }

// Close writes the parts.
func (a *archive) Close() error {
	if err := a.finishLast(); err != nil {
		return err
	}
	const first = "[Content_Types].xml"
	sort.Slice(a.parts, func(i, j int) bool {
		x, y := a.parts[i].name, a.parts[j].name
		if (x == first) != (y == first) {
			return x == first
		}
		return x < y
	})
	zw := zip.NewWriter(a.out)
	for _, p := range a.parts {
		w, err := zw.CreateRaw(&zip.FileHeader{
			Name:               p.name,
			Method:             zip.Deflate,
			CRC32:              p.crc,
			CompressedSize64:   uint64(p.data.Len()),
			UncompressedSize64: p.size,
		})
		if err != nil {
			return err
		}
		if _, err := p.data.WriteTo(w); err != nil {
			return err
		}
	}
	return zw.Close()
}
