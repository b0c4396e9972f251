package docket

import (
	"encoding/binary"
	"errors"
	"sync"
	"time"
)

// ErrDamaged is a line that cannot be read.
var ErrDamaged = errors.New("docket: a line that cannot be read")

// coder writes values one after another, or reads them back in the same order: what is stored of a line is listed once for both. Texts that are read
// are parts of the text they are read from, so reading takes no memory.
type coder struct {
	out     []byte // what is written
	in      string // what is still to be read
	reading bool
	damaged bool // in ends too early; what is read of it is empty
}

func (c *coder) text(s *string) {
	if !c.reading {
		c.out = append(binary.AppendUvarint(c.out, uint64(len(*s))), *s...)
		return
	}
	n := c.next()
	if n > uint64(len(c.in)) {
		c.fail()
		n = 0
	}
	*s, c.in = c.in[:n], c.in[n:]
}

func (c *coder) texts(all ...*string) {
	for _, s := range all {
		c.text(s)
	}
}

func (c *coder) id(n *int64) {
	if !c.reading {
		c.out = binary.AppendUvarint(c.out, uint64(*n))
		return
	}
	*n = int64(c.next())
}

func (c *coder) whole(n *int) {
	id := int64(*n)
	c.id(&id)
	*n = int(id)
}

func (c *coder) yes(b *bool) {
	var n int64
	if *b {
		n = 1
	}
	c.id(&n)
	*b = n == 1
}

// The days that have numbers: of a hundred years. They are the same texts each time they are read.
const firstDay = "1970-01-01"

var dayTexts = sync.OnceValue(func() []string {
	first, err := time.Parse(time.DateOnly, firstDay)
	if err != nil {
		panic(err) // a constant
	}
	days := make([]string, 0, 100*366)
	for day := first; day.Year() < first.Year()+100; day = day.AddDate(0, 0, 1) {
		days = append(days, day.Format(time.DateOnly))
	}
	return days
})

// dayNumber is the place of a day in dayTexts, below 0 for any other text.
func dayNumber(s string) int {
	day, err := time.Parse(time.DateOnly, s)
	if err != nil || len(s) != len(firstDay) {
		return -1
	}
	n := int(day.Unix() / (24 * 60 * 60))
	if n < 0 || n >= len(dayTexts()) {
		return -1
	}
	return n
}

// day is text for one that is a day in most cases, in few bytes: 0 for none, 1 before any other text, else the number of the day from 2 on.
func (c *coder) day(s *string) {
	if !c.reading {
		n := dayNumber(*s)
		switch {
		case *s == "":
			c.out = append(c.out, 0)
		case n < 0:
			c.out = append(c.out, 1)
			c.text(s)
		default:
			c.out = binary.AppendUvarint(c.out, uint64(n)+2)
		}
		return
	}
	switch n, days := c.next(), dayTexts(); {
	case n == 0:
		*s = ""
	case n == 1:
		c.text(s)
	case n-2 < uint64(len(days)):
		*s = days[n-2]
	default:
		*s = ""
		c.fail()
	}
}

func (c *coder) days(all ...*string) {
	for _, s := range all {
		c.day(s)
	}
}

// next reads a number as encoding/binary writes it.
func (c *coder) next() (n uint64) {
	if len(c.in) > 0 && c.in[0] < 0x80 {
		n, c.in = uint64(c.in[0]), c.in[1:]
		return n
	}
	n, length := binary.Uvarint([]byte(c.in[:min(len(c.in), binary.MaxVarintLen64)]))
	if length <= 0 {
		c.fail()
		return 0
	}
	c.in = c.in[length:]
	return n
}

func (c *coder) fail() { c.in, c.damaged = "", true }

// like is text for one that is often the same as another that is known.
func (c *coder) like(s *string, other string) {
	same := *s == other
	if c.yes(&same); same {
		*s = other
	} else {
		c.text(s)
	}
}

// rows writes or reads rows of a part, each by one.
func rows[T any](c *coder, all *[]T, one func(c *coder, row *T)) {
	n := len(*all)
	c.whole(&n)
	if !c.reading {
		for i := range *all {
			one(c, &(*all)[i])
		}
		return
	}
	if *all = nil; n < 0 || n > len(c.in) { // a row takes a byte at least
		c.fail()
	} else if n > 0 {
		*all = make([]T, n)
	}
	for i := range *all {
		one(c, &(*all)[i])
	}
}
