package main

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/alecthomas/kong"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// ofEvaluation is one of a year's evaluations by score sheets as of a day; without a name the only one.
type ofEvaluation struct {
	Name string `arg:"" optional:"" name:"评议"`
	ofYear
	asOf
	printed
	reader
}

// read computes the results of the evaluation asked for.
func (c *ofEvaluation) read(ctx context.Context, p *program, st *store.Store) (*evaluation.Result, error) {
	scope, err := p.scope(ctx, st, c.Year)
	if err != nil {
		return nil, err
	}
	results, err := evaluation.Results(ctx, st.DB(), scope.Year, c.on(p))
	if err != nil {
		return nil, err
	}
	var names []string
	for i := range results {
		if results[i].Name == c.Name || c.Name == "" && len(results) == 1 {
			return &results[i], nil
		}
		names = append(names, results[i].Name)
	}
	switch {
	case len(results) == 0:
		return nil, store.Refuse(store.CodeNotFound, "%d 年没有按评分表进行的评议。", scope.Year)
	case c.Name == "":
		return nil, store.Refuse(store.CodeInvalid, "%d 年有 %d 次评议，请写明是哪一次：%s。", scope.Year, len(names), zh.JoinNames(names))
	}
	return nil, store.Refuse(store.CodeNotFound, "%d 年没有按评分表进行的评议「%s」，有的是：%s。", scope.Year, c.Name, zh.JoinNames(names))
}

// defendCommand lists what can be said for and against each score.
type defendCommand struct{ ofEvaluation }

func (c *defendCommand) Run(ctx context.Context, p *program) error {
	return c.with(ctx, p, true, func(st *store.Store) error {
		e, err := c.read(ctx, p, st)
		if err != nil {
			return err
		}
		e.Defend()
		var rows [][]string
		for i := range e.Targets {
			t := &e.Targets[i]
			texts := slices.Clone(t.Notices)
			for j := range texts {
				texts[j] = strings.TrimSuffix(texts[j], "。") + "。"
			}
			for _, text := range append(texts, t.Defence.Sentences()...) {
				rows = append(rows, []string{strconv.Itoa(t.PanelNumber), t.Unit, numberText(t.ProposalNumber), t.ScoreText, t.Result.Grade, placeText(t.Rank), text})
			}
		}
		p.apart(e)
		return p.writeRows(c.Format, []string{"组号", "评议对象", "案号", "得分", "等次", "名次", "复核"}, rows)
	})
}

// apart says what is to be known of ranks over several panels.
func (p *program) apart(e *evaluation.Result) {
	if note := e.ApartNote(); note != "" {
		p.attention([]string{note})
	}
}

func numberText(n int64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}

func placeText(rank int) string { return numberText(int64(rank)) }

// shares are weights in per cent by name, one flag each.
type shares map[string]string

// Decode adds one 名称=权重.
func (s *shares) Decode(c *kong.DecodeContext) error {
	name, share, ok := strings.Cut(typedIn(c), "=")
	if !ok || name == "" || share == "" {
		return wrong("%s 应写成 名称=权重，如 组织领导=20", c.Value.ShortSummary())
	}
	if *s == nil {
		*s = shares{}
	}
	if _, twice := (*s)[name]; twice {
		return wrong("「%s」写了两次，请只留一次", name)
	}
	(*s)[name] = share
	return nil
}

// supposeCommand lists what the scores would be in another way, beside what they are.
type supposeCommand struct {
	Without     []string `placeholder:"评委" help:"不计这位评委，可以写多次；几个小组有同名的写 组号/姓名"`
	Aggregation string   `placeholder:"方法" help:"汇总方法：均值 或 去一高一低"`
	Weight      shares   `placeholder:"指标=权重" help:"这项指标的权重（%），可以写多次，合计仍须 100"`
	RaterWeight shares   `placeholder:"类别=权重" help:"这类评委的权重（%），可以写多次，合计仍须 100"`
	Alike       bool     `help:"各类评委人人一样"`
	Changed     bool     `help:"只列出有变化的"`
	ofEvaluation
}

func (c *supposeCommand) Run(ctx context.Context, p *program) error {
	if c.Alike && len(c.RaterWeight) > 0 {
		return wrong("--alike 和 --rater-weight 只写一个")
	}
	return c.with(ctx, p, true, func(st *store.Store) error {
		e, err := c.read(ctx, p, st)
		if err != nil {
			return err
		}
		found, err := e.Suppose(evaluation.WhatIf{Without: c.Without, Aggregation: c.Aggregation, Weights: c.Weight, Categories: c.RaterWeight, Alike: c.Alike})
		if err != nil {
			return err
		}
		var rows [][]string
		for i := range found {
			if s := &found[i]; s.Changed() || !c.Changed {
				t := s.Target
				rows = append(rows, []string{
					strconv.Itoa(t.PanelNumber), t.Unit, numberText(t.ProposalNumber), t.ScoreText, s.Score, s.Gap, t.Result.Grade, s.Grade, placeText(t.Rank), placeText(s.Rank), s.Why,
				})
			}
		}
		p.apart(e)
		return p.writeRows(c.Format, []string{"组号", "评议对象", "案号", "得分", "另算得分", "差", "等次", "另算等次", "名次", "另算名次", "说明"}, rows)
	})
}
