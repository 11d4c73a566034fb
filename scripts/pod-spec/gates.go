package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// gatePattern finds the feature gate of a field in the comment of the field: in a marker, or in the sentence of older releases.
var gatePattern = regexp.MustCompile(
	`\+featureGate=(\w+)|(?:[Tt]his field|This is an? \w+ field|This requires)[^.]*? ([A-Z]\w+) feature`)

// misnamed are gates that a comment names differently from pkg/features.
var misnamed = map[string]string{"PodCertificateProjection": "PodCertificateRequest"}

// gateOf returns the feature gate of a field, empty for a field without a gate.
func gateOf(doc string) string {
	gate := gateIn(doc)
	if name, ok := misnamed[gate]; ok {
		return name
	}
	return gate
}

func gateIn(doc string) string {
	text := strings.Join(strings.Fields(strings.ReplaceAll(doc, "//", " ")), " ")
	sentence := ""
	for _, found := range gatePattern.FindAllStringSubmatch(text, -1) {
		if found[1] != "" {
			return found[1]
		}
		sentence = found[2]
	}
	return sentence
}

// readGates reads whether each feature gate is on by default in a release.
//
// A gate is declared as `Name: {Default: true}` or, in newer releases, as `Name: {{Version: …, Default: …}, …}` with its
// history.
func readGates(kubernetes, release string) map[string]bool {
	paths, err := filepath.Glob(filepath.Join(kubernetes, "pkg/features/*kube_features.go"))
	check(err)
	gates := map[string]bool{}
	for _, path := range paths {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		check(err)
		ast.Inspect(file, func(node ast.Node) bool {
			if pair, ok := node.(*ast.KeyValueExpr); ok {
				if spec, ok := pair.Value.(*ast.CompositeLit); ok {
					if on, ok := isOn(spec, release); ok {
						gates[nameOf(pair.Key)] = on
					}
				}
			}
			return true
		})
	}
	return gates
}

// isOn returns the default of a gate, and whether the literal is that of a gate.
func isOn(spec *ast.CompositeLit, release string) (on, ok bool) {
	if value, found := fieldOf(spec, "Default"); found {
		return nameOf(value) == "true", true
	}
	for _, element := range spec.Elts {
		entry, isLiteral := element.(*ast.CompositeLit)
		if !isLiteral {
			return false, false
		}
		version, found := fieldOf(entry, "Version")
		if !found {
			return false, false
		}
		argument := version.(*ast.CallExpr).Args[0].(*ast.BasicLit).Value
		if text, err := strconv.Unquote(argument); err == nil && minorOf(text) <= minorOf(release) {
			value, _ := fieldOf(entry, "Default")
			on, ok = nameOf(value) == "true", true
		}
	}
	return on, ok
}

func fieldOf(literal *ast.CompositeLit, name string) (ast.Expr, bool) {
	for _, element := range literal.Elts {
		if pair, ok := element.(*ast.KeyValueExpr); ok && nameOf(pair.Key) == name {
			return pair.Value, true
		}
	}
	return nil, false
}

// nameOf is the last name of an expression: a gate of the API server is `features.Name`.
func nameOf(expr ast.Expr) string {
	switch one := expr.(type) {
	case *ast.Ident:
		return one.Name
	case *ast.SelectorExpr:
		return one.Sel.Name
	}
	return ""
}

func minorOf(release string) int {
	_, minor, _ := strings.Cut(release, ".")
	number, err := strconv.Atoi(minor)
	check(err)
	return number
}

// applyGates counts a field as known from the release since which its feature gate is on by default: until then the API
// server drops the field. It also lists since when each gate is on.
func (shapes *Shapes) applyGates(defaults map[string]map[string]bool) {
	shapes.Gates = map[string]string{}
	for _, gates := range defaults {
		for gate := range gates {
			if since, ok := shapes.sinceOf(gate, defaults); ok {
				shapes.Gates[gate] = since
			}
		}
	}
	for _, fields := range shapes.Types {
		for name, field := range fields {
			since, ok := shapes.sinceOf(field.Gate, defaults)
			if !ok {
				if !isListed(field.Gate, defaults) {
					panic("no release has the feature gate " + field.Gate)
				}
				continue
			}
			if since != "" && (field.Since == "" || minorOf(since) > minorOf(field.Since)) {
				field.Since = since
			}
			field.Gate = ""
			fields[name] = field
		}
	}
}

func isListed(gate string, defaults map[string]map[string]bool) bool {
	for _, gates := range defaults {
		if _, ok := gates[gate]; ok {
			return true
		}
	}
	return false
}

// sinceOf returns the release since which a gate is on by default, empty for the oldest release. A gate that a release does
// not list any more is on for good. It is not ok for a gate that is off in the newest release.
func (shapes *Shapes) sinceOf(gate string, defaults map[string]map[string]bool) (since string, ok bool) {
	known := gate == ""
	for index, version := range shapes.Versions {
		on, listed := defaults[version][gate]
		known = known || listed
		switch {
		case listed && !on || !listed && !known:
			since, ok = "", false
		case !ok:
			since, ok = version, true
			if index == 0 {
				since = ""
			}
		}
	}
	return since, ok
}
