package intake

import (
	"encoding/binary"
	"io"
	"unicode/utf16"
)

// chunks is string data spread over a record and those that continue it. A string's characters may break off
// anywhere; in the next block they go on after a byte that says anew whether they take one byte or two.
type chunks struct {
	blocks [][]byte
}

// bytes takes n bytes of counts or other data, which never break over blocks except as a whole.
func (c *chunks) bytes(n int) ([]byte, error) {
	for len(c.blocks) > 0 && len(c.blocks[0]) == 0 {
		c.blocks = c.blocks[1:]
	}
	if len(c.blocks) == 0 || len(c.blocks[0]) < n {
		return nil, io.ErrUnexpectedEOF
	}
	taken := c.blocks[0][:n]
	c.blocks[0] = c.blocks[0][n:]
	return taken, nil
}

// left reports whether anything is left.
func (c *chunks) left() bool {
	for len(c.blocks) > 0 && len(c.blocks[0]) == 0 {
		c.blocks = c.blocks[1:]
	}
	return len(c.blocks) > 0
}

// skip passes over n bytes wherever blocks break.
func (c *chunks) skip(n int) error {
	for n > 0 {
		if len(c.blocks) == 0 {
			return io.ErrUnexpectedEOF
		}
		step := min(n, len(c.blocks[0]))
		c.blocks[0] = c.blocks[0][step:]
		n -= step
		if len(c.blocks[0]) == 0 {
			c.blocks = c.blocks[1:]
		}
	}
	return nil
}

// text reads an XLUnicodeRichExtendedString ([MS-XLS] 2.5.293), of which plain strings are a special case.
func (c *chunks) text() (string, error) {
	head, err := c.bytes(3)
	if err != nil {
		return "", err
	}
	length, flags := int(binary.LittleEndian.Uint16(head)), head[2]
	trailer := 0
	if flags&8 != 0 {
		runs, err := c.bytes(2)
		if err != nil {
			return "", err
		}
		trailer += 4 * int(binary.LittleEndian.Uint16(runs))
	}
	if flags&4 != 0 {
		size, err := c.bytes(4)
		if err != nil {
			return "", err
		}
		n := int(binary.LittleEndian.Uint32(size))
		if n > 1<<24 {
			return "", io.ErrUnexpectedEOF
		}
		trailer += n
	}
	units, err := c.characters(length, flags&1 != 0)
	if err != nil {
		return "", err
	}
	return string(utf16.Decode(units)), c.skip(trailer)
}

func (c *chunks) characters(length int, wide bool) ([]uint16, error) {
	units := make([]uint16, 0, min(length, 4096))
	for len(units) < length {
		if len(c.blocks) == 0 {
			return nil, io.ErrUnexpectedEOF
		}
		block := c.blocks[0]
		size := 1
		if wide {
			size = 2
		}
		for len(units) < length && len(block) >= size {
			unit := uint16(block[0])
			if wide {
				unit |= uint16(block[1]) << 8
			}
			units = append(units, unit)
			block = block[size:]
		}
		c.blocks[0] = block
		if len(units) < length {
			c.blocks = c.blocks[1:]
			flags, err := c.bytes(1)
			if err != nil {
				return nil, err
			}
			wide = flags[0]&1 != 0
		}
	}
	return units, nil
}

// shortString reads a ShortXLUnicodeString: a count byte, a flag byte, the characters.
func shortString(d []byte) (string, bool) {
	if len(d) < 2 {
		return "", false
	}
	units, err := (&chunks{blocks: [][]byte{d[2:]}}).characters(int(d[0]), d[1]&1 != 0)
	return string(utf16.Decode(units)), err == nil
}
