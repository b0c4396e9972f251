package main

import (
	"context"
	"strings"

	"github.com/alecthomas/kong"

	"cppccdesk/data"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// stepsCommand lists what can be done to a record now and what each step asks.
type stepsCommand struct {
	Kind   string `arg:"" name:"类别"`
	Number string `arg:"" name:"编号"`
	All    bool   `help:"也列出现在不能做的，以及为什么"`
	ofYear
	printed
	reader
}

func (c *stepsCommand) Run(ctx context.Context, p *program) error {
	kind, err := data.KindByName(c.Kind)
	if err != nil {
		return err
	}
	return c.with(ctx, p, true, func(st *store.Store) error {
		_, record, err := p.find(ctx, st, kind, c.Year, c.Number)
		if err != nil {
			return err
		}
		var rows [][]string
		for _, possible := range kind.Steps(record) {
			if possible.Why != "" && !c.All {
				continue
			}
			rows = append(rows, []string{possible.Step.Name, asked(possible), strings.Join(possible.Step.To, "、"), possible.Why})
		}
		return p.writeRows(c.Format, []string{"步骤", "要填的", "以后的状态", "不能做的原因"}, rows)
	})
}

// find finds the record of a year, 0 for the working one, that people call text.
func (p *program) find(ctx context.Context, st *store.Store, kind *record.Kind, of year, text string) (record.Scope, record.Record, error) {
	scope, err := p.scope(ctx, st, of)
	if err != nil {
		return scope, record.Record{}, err
	}
	record, err := kind.Find(ctx, st.DB(), scope, text)
	return scope, record, err
}

// asked says what a step asks, with what can be chosen.
func asked(possible record.Possible) string {
	var words []string
	for _, f := range possible.Step.Asks {
		word := f.Title
		if f.Required {
			word += "（必填）"
		}
		if offers := possible.Offers[f.Key]; len(offers) > 0 {
			word += "（" + strings.Join(offers, "／") + "）"
		}
		words = append(words, word)
	}
	return strings.Join(words, "、")
}

// stepCommand takes one step of a record.
type stepCommand struct {
	Kind   string `arg:"" name:"类别"`
	Number string `arg:"" name:"编号"`
	Step   string `arg:"" name:"步骤"`
	Set    said   `placeholder:"项目=内容" help:"这一步要填的一项，可以写多次"`
	ofYear
	writer
}

// said is what --set says of a record, by the name of the field.
type said map[string]string

// Decode adds one field.
func (s said) Decode(c *kong.DecodeContext) error {
	title, value, ok := strings.Cut(typedIn(c), "=")
	if !ok || title == "" {
		return wrong("--set 应写成 项目=内容，如 --set 答复日期=2026-07-01")
	}
	s[title] = value
	return nil
}

func (c *stepCommand) Run(ctx context.Context, p *program) error {
	kind, err := data.KindByName(c.Kind)
	if err != nil {
		return err
	}
	step, err := kind.Step(c.Step)
	if err != nil {
		return err
	}
	values := record.Values{}
	for name, value := range c.Set {
		key := name
		if f := step.Ask(name); f != nil {
			key = f.Key
		}
		values[key] = value
	}
	return c.write(ctx, p, func(st *store.Store, actor string) error {
		scope, rec, err := p.find(ctx, st, kind, c.Year, c.Number)
		if err != nil {
			return err
		}
		if err := record.TakeStep(ctx, st, actor, kind, scope, step.Name, values, rec.ID); err != nil {
			return err
		}
		after, err := kind.RecordOn(ctx, st.DB(), rec.ID, scope.Day)
		if err != nil {
			return err
		}
		p.print(p.out, "%s\t%s\t%s\n", c.Number, step.Name, after.Values[kind.Flow.State])
		return nil
	})
}
