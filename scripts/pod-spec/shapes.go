// Program shapes prints the shapes of PodSpec and of all types below it, as JSON.
//
// It reads the Go source of k8s.io/api and k8s.io/apimachinery, one release after another: the structs with their JSON
// names, patch strategies and merge keys, and the constants of the enumerations. k8s.io/kubernetes tells which feature
// gates are on by default.
//
//	go run shapes.go gates.go VERSION=API_DIR,APIMACHINERY_DIR,KUBERNETES_DIR ...
package main

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
)

// Field is a field of a type. Since is empty for a field of the oldest release, Until for one of the newest. Gate is the
// feature gate of a field that no release has on by default.
type Field struct {
	Type     string `json:"type"`
	MergeKey string `json:"mergeKey,omitempty"`
	Strategy string `json:"strategy,omitempty"`
	Required bool   `json:"required,omitempty"`
	Since    string `json:"since,omitempty"`
	Until    string `json:"until,omitempty"`
	Gate     string `json:"gate,omitempty"`
}

// Shapes is the printed document. An enumeration maps its values to the release that they came with, and a feature gate
// its name to the release since which it is on by default.
type Shapes struct {
	Versions []string                     `json:"versions"`
	Types    map[string]map[string]Field  `json:"types"`
	Enums    map[string]map[string]string `json:"enums"`
	Gates    map[string]string            `json:"gates"`
}

// source holds the declarations of one release.
type source struct {
	types  map[string]*ast.TypeSpec
	isEnum map[string]bool
	values map[string][]string
}

var builtIn = map[string]string{
	"string": "string", "bool": "boolean", "int32": "int32", "int64": "int64", "types.UID": "string", "int": "int64",
	"resource.Quantity": "quantity", "intstr.IntOrString": "intOrString", "metav1.Time": "string", "Time": "string",
	"FieldsV1": "any",
}

func main() {
	shapes := Shapes{Types: map[string]map[string]Field{}, Enums: map[string]map[string]string{}}
	defaults := map[string]map[string]bool{}
	for index, argument := range os.Args[1:] {
		version, folders, _ := strings.Cut(argument, "=")
		modules := strings.Split(folders, ",")
		shapes.Versions = append(shapes.Versions, version)
		defaults[version] = readGates(modules[2], version)
		since := version
		if index == 0 {
			since = ""
		}
		present = map[string]bool{}
		read(modules[0], modules[1]).add("PodSpec", since, &shapes)
		if index > 0 {
			shapes.end(shapes.Versions[index-1])
		}
	}
	shapes.applyGates(defaults)
	out, err := json.Marshal(shapes)
	check(err)
	fmt.Println(string(out))
}

func read(api, machinery string) *source {
	s := &source{types: map[string]*ast.TypeSpec{}, isEnum: map[string]bool{}, values: map[string][]string{}}
	// The types of core/v1 come last: of two types with one name, such as ObjectReference, the pod has that of core/v1.
	s.readFile(filepath.Join(machinery, "pkg/apis/meta/v1/types.go"))
	s.readFile(filepath.Join(api, "core/v1/types.go"))
	return s
}

func (s *source) readFile(path string) {
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments)
	check(err)
	for _, decl := range file.Decls {
		group, ok := decl.(*ast.GenDecl)
		if !ok {
			continue
		}
		for _, spec := range group.Specs {
			switch one := spec.(type) {
			case *ast.TypeSpec:
				s.types[one.Name.Name] = one
				s.isEnum[one.Name.Name] = strings.Contains(comments(group.Doc)+comments(one.Doc), "+enum")
			case *ast.ValueSpec:
				if name, ok := one.Type.(*ast.Ident); ok && len(one.Values) == 1 {
					if value, ok := one.Values[0].(*ast.BasicLit); ok && value.Kind == token.STRING {
						text, err := strconv.Unquote(value.Value)
						check(err)
						s.values[name.Name] = append(s.values[name.Name], text)
					}
				}
			}
		}
	}
}

func comments(group *ast.CommentGroup) string {
	text := ""
	if group != nil {
		for _, line := range group.List {
			text += line.Text + "\n"
		}
	}
	return text
}

// add adds a struct and what its fields refer to. What an older release has stays as it is.
func (s *source) add(name, since string, shapes *Shapes) {
	if shapes.Types[name] == nil {
		shapes.Types[name] = map[string]Field{}
	}
	visited[name+since] = true
	s.addFields(name, s.types[name].Type.(*ast.StructType), since, shapes)
}

// present holds the fields of the release that is read.
var present map[string]bool

// end marks the fields that the release which was read has no more.
func (shapes *Shapes) end(last string) {
	for name, fields := range shapes.Types {
		for key, field := range fields {
			if !present[name+"."+key] && field.Until == "" {
				field.Until = last
				fields[key] = field
			}
		}
	}
}

// visited holds the types that were added already, by their names and the release.
var visited = map[string]bool{}

func (s *source) addFields(owner string, spec *ast.StructType, since string, shapes *Shapes) {
	fields := shapes.Types[owner]
	for _, field := range spec.Fields.List {
		tag := reflect.StructTag(strings.Trim(field.Tag.Value, "`"))
		name, options, _ := strings.Cut(tag.Get("json"), ",")
		if len(field.Names) == 0 && name == "" {
			s.addFields(owner, s.types[field.Type.(*ast.Ident).Name].Type.(*ast.StructType), since, shapes)
			continue
		}
		kind := s.kindOf(field.Type, since, shapes)
		present[owner+"."+name] = true
		doc := comments(field.Doc)
		if older, known := fields[name]; known {
			shapes.rename(older.Type, kind)
			older.Type = kind
			if gate := gateOf(doc); gate != "" {
				older.Gate = gate
			}
			fields[name] = older
			continue
		}
		fields[name] = Field{
			Type:     kind,
			MergeKey: tag.Get("patchMergeKey"),
			Strategy: tag.Get("patchStrategy"),
			Required: !strings.Contains(options, "omitempty") && !strings.Contains(doc, "+optional"),
			Since:    since,
			Gate:     gateOf(doc),
		}
	}
}

// rename makes the fields and values of a type, which stands in for another since this release, as old as those of the other.
func (shapes *Shapes) rename(older, kind string) {
	if older == kind {
		return
	}
	for name, field := range shapes.Types[kind] {
		if known, ok := shapes.Types[older][name]; ok {
			field.Since = known.Since
			shapes.Types[kind][name] = field
		}
	}
	if older == "string" {
		// The API server took these values before their type had a name.
		for value := range shapes.Enums[kind] {
			shapes.Enums[kind][value] = ""
		}
	}
}

// kindOf names the type of a field: a built-in name, the name of a type or an enumeration, []ITEM or {}VALUE.
func (s *source) kindOf(expr ast.Expr, since string, shapes *Shapes) string {
	switch one := expr.(type) {
	case *ast.StarExpr:
		return s.kindOf(one.X, since, shapes)
	case *ast.ArrayType:
		if item, ok := one.Elt.(*ast.Ident); ok && item.Name == "byte" {
			return "string"
		}
		return "[]" + s.kindOf(one.Elt, since, shapes)
	case *ast.MapType:
		return "{}" + s.kindOf(one.Value, since, shapes)
	case *ast.SelectorExpr:
		if kind, ok := builtIn[one.X.(*ast.Ident).Name+"."+one.Sel.Name]; ok {
			return kind
		}
		return s.kindOf(one.Sel, since, shapes)
	case *ast.Ident:
		return s.kindOfName(one.Name, since, shapes)
	}
	panic(fmt.Sprintf("unknown type %T", expr))
}

func (s *source) kindOfName(name, since string, shapes *Shapes) string {
	if kind, ok := builtIn[name]; ok {
		return kind
	}
	spec, ok := s.types[name]
	if !ok {
		panic("unknown type " + name)
	}
	if _, isStruct := spec.Type.(*ast.StructType); isStruct {
		if !visited[name+since] {
			s.add(name, since, shapes)
		}
		return name
	}
	if !s.isEnum[name] {
		return s.kindOf(spec.Type, since, shapes)
	}
	if shapes.Enums[name] == nil {
		shapes.Enums[name] = map[string]string{}
	}
	for _, value := range s.values[name] {
		if _, known := shapes.Enums[name][value]; !known {
			shapes.Enums[name][value] = since
		}
	}
	return name
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
