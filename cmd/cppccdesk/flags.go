package main

import (
	"errors"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/alecthomas/kong"

	"cppccdesk/data"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// The types of flags and words that more than one command has. Each refuses what it does not understand with a whole sentence (wrong, misuse),
// or with errMisfit, in whose place the command says what it needs.

// errMisfit is a word that is none of those the command needs.
var errMisfit = errors.New("not what the command needs")

// wrong refuses the value of a flag; the format says what it should be, without a full stop.
func wrong(format string, args ...any) error { return misuse("参数不对："+format+"。", args...) }

// refused is wrong of a value that package data refuses; nil of nil.
func refused(err error) error {
	if err == nil {
		return nil
	}
	return misuse("参数不对：%s", store.Sentence(err))
}

// typedIn is the next value as it is typed: kong's own reading of text replaces bytes that are no UTF-8, which names of files may hold.
func typedIn(c *kong.DecodeContext) string { return c.Scan.Pop().String() }

// plainTypes are the mappers of the types that are not ours.
func plainTypes() []kong.Option {
	return []kong.Option{
		kong.KindMapper(reflect.String, kong.MapperFunc(func(c *kong.DecodeContext, target reflect.Value) error {
			target.SetString(typedIn(c))
			return nil
		})),
		kong.KindMapper(reflect.Bool, kong.MapperFunc(func(c *kong.DecodeContext, target reflect.Value) error {
			said := "true"
			if c.Scan.Peek().Type == kong.FlagValueToken {
				said = typedIn(c)
			}
			is, err := strconv.ParseBool(said)
			if err != nil {
				return wrong("%s 后面不用写内容，或写 =true、=false，而不是「%s」", c.Value.ShortSummary(), said)
			}
			target.SetBool(is)
			return nil
		})),
		kong.KindMapper(reflect.Int, kong.MapperFunc(func(c *kong.DecodeContext, target reflect.Value) error {
			text := typedIn(c)
			n, err := strconv.ParseInt(text, 0, strconv.IntSize)
			if err != nil {
				return wrong("%s 应为整数，而不是「%s」", c.Value.ShortSummary(), text)
			}
			target.SetInt(n)
			return nil
		})),
		kong.TypeMapper(reflect.TypeFor[*record.Kind](), kong.MapperFunc(func(c *kong.DecodeContext, target reflect.Value) error {
			kind, err := data.KindByName(typedIn(c))
			if err != nil {
				return misuse("%s", store.Sentence(err))
			}
			target.Set(reflect.ValueOf(kind))
			return nil
		})),
	}
}

// folder is the data folder; "" is that of the user.
type folder string

// Decode refuses a second folder that is another.
func (f *folder) Decode(c *kong.DecodeContext) error {
	dir := typedIn(c)
	if dir == "" {
		return wrong("--data 后面要写明数据文件夹")
	}
	if *f != "" && filepath.Clean(dir) != filepath.Clean(string(*f)) {
		return wrong("--data 写了两个不同的文件夹「%s」和「%s」，请只留一个", *f, dir)
	}
	*f = folder(dir)
	return nil
}

// path is where a command writes; it cannot be empty.
type path string

func (f *path) Decode(c *kong.DecodeContext) error {
	*f = path(typedIn(c))
	if *f == "" {
		return errMisfit
	}
	return nil
}

// person is who does the work; "" is the working person of the settings.
type person string

func (p *person) Decode(c *kong.DecodeContext) error {
	name, err := store.NamedPerson(typedIn(c))
	*p = person(name)
	return refused(err)
}

// year is a year of work; 0 is the office's working year.
type year int

// Decode takes a year of four digits.
func (y *year) Decode(c *kong.DecodeContext) error {
	n, err := strconv.Atoi(strings.TrimSuffix(typedIn(c), "年"))
	if err != nil || !record.IsYear(n) {
		return wrong("年度应为 2026 这样的四位年份")
	}
	*y = year(n)
	return nil
}

// ofYear is the flag of a command that works in a year.
type ofYear struct {
	Year year `placeholder:"年度" help:"哪一年，如 2026；不写是工作年度"`
}

// day is a day in words of the calendar.
type day string

// Decode takes a day that exists.
func (d *day) Decode(c *kong.DecodeContext) error {
	*d = day(typedIn(c))
	if _, err := time.Parse(time.DateOnly, string(*d)); err != nil {
		return wrong("统计日期应为 2026-06-30 这样的日期")
	}
	return nil
}

// asOf is the flag of a command that counts as of a day.
type asOf struct {
	Date *day `placeholder:"统计日期" help:"统计到哪一天，如 2026-06-30；不写是今天"`
}

// on is the day asked for, else today. Of a day to come nothing is known yet: it counts to today as reports do, which is said.
func (a asOf) on(p *program) string {
	today := p.today()
	if a.Date == nil {
		return today
	}
	if day := string(*a.Date); day <= today {
		return day
	}
	p.print(p.err, "统计日期 %s 还没有到，各项数字统计到今天（%s）。\n", *a.Date, today)
	return today
}

// format is how a table is printed: tsv or json.
type format string

func (f *format) Decode(c *kong.DecodeContext) error {
	*f = format(typedIn(c))
	if *f != "tsv" && *f != "json" {
		return misuse("--format 应为 tsv 或 json，而不是「%s」。", *f)
	}
	return nil
}

// printed is the flag of a command that prints a table.
type printed struct {
	Format format `placeholder:"tsv|json" help:"用制表符分列，或用 JSON；不写是制表符"`
}

// number is that of a step in the journal; 0 is none.
type number int64

func (n *number) Decode(c *kong.DecodeContext) error {
	id, err := strconv.ParseInt(typedIn(c), 10, 64)
	if err != nil || id < 1 {
		return errMisfit
	}
	*n = number(id)
	return nil
}
