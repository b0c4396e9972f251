# make run and make test are all a new developer needs; each part of the test can be run alone.

.PHONY: help run test build fmt lint vet unit fuzz window threads validate windows installer bench clean

help:
	@sed -n 's/^## //p' Makefile

## make run        install what is missing, build, open the window with the sample year
run: build
	@.ci/start

## make build      bin/cppccdesk
build:
	@.ci/packages build
	@mkdir -p bin
	@. .ci/flags && go build -tags "$$tags" -ldflags "$$ldflags" -o bin/cppccdesk ./cmd/cppccdesk

## make test       everything that must hold, see .ci/run
test:
	@.ci/run

## make fmt | lint | unit | fuzz | window | threads | validate | windows     one part of it; vet: go vet alone
## make installer  bin/cppccdesk-setup.exe, installed, started and uninstalled under Wine
## make bench      all benchmarks
fmt lint vet unit fuzz window threads validate windows installer bench:
	@.ci/run $@

## make clean      remove what was built
clean:
	rm -rf bin out cmd/cppccdesk/*.syso
